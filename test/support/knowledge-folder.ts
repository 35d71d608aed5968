import { resolve } from "node:path";

export const knowledgeFolder = resolve(import.meta.dirname, "../../knowledge");
