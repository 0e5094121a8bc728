const TOKEN = /^(\d{1,20}):[\w-]{1,256}$/;

/** The public half of a bot's token. Throws on what cannot be a token, without repeating it. */
export function botIdOf(botToken: string): string {
  const id = TOKEN.exec(botToken)?.[1];
  if (id === undefined) throw new Error('A Telegram bot token is digits, a colon, and letters or digits');
  return id;
}
