/** Slack's bodies, as far as we read them. */

/** What we read of a body; everything is optional, since anybody can send anything that is signed. */
export interface Body {
  readonly type?: string;
  readonly event_id?: string;
  readonly team_id?: string;
  readonly context_team_id?: string | null;
  readonly enterprise_id?: string | null;
  readonly enterprise?: { readonly id?: string } | null;
  /** A command says it in a word. */
  readonly is_enterprise_install?: boolean | string;
  readonly authorizations?: readonly {
    readonly team_id?: string | null;
    readonly enterprise_id?: string | null;
    readonly is_enterprise_install?: boolean;
  }[];
  readonly is_ext_shared_channel?: boolean;
  readonly event?: MessageEvent;
  readonly command?: string;
  readonly text?: string;
  readonly user_id?: string;
  readonly channel_id?: string;
  readonly trigger_id?: string;
  readonly response_url?: string;
  readonly user?: { readonly id?: string; readonly team_id?: string };
  readonly team?: { readonly id?: string; readonly enterprise_id?: string } | null;
  readonly channel?: { readonly id?: string };
  readonly message?: { readonly team?: string; readonly bot_id?: string };
  readonly view?: ClickedView;
  readonly container?: { readonly message_ts?: string; readonly channel_id?: string; readonly thread_ts?: string };
}
/** Where somebody clicked, when it was no message. */
export interface ClickedView {
  readonly id?: string;
  readonly type?: string;
  readonly hash?: string;
  readonly app_installed_team_id?: string;
}
export interface MessageEvent {
  readonly type?: string | undefined;
  readonly subtype?: string;
  readonly text?: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly team?: string;
  readonly user_team?: string;
  readonly source_team?: string;
  readonly channel?: string;
  readonly channel_type?: string | undefined;
  readonly ts?: string;
  readonly thread_ts?: string;
  readonly hidden?: boolean;
  readonly deleted_ts?: string;
  readonly message?: MessageEvent;
  readonly previous_message?: MessageEvent;
}
