// Every call of the window passes here before it reaches the program: only the commands it has go through.
const commands = [
  "app_facts",
  "vault_create",
  "vault_open",
  "vault_peek",
  "vault_home",
  "vault_lock",
  "plugin:dialog|open",
];

window.__TAURI_ISOLATION_HOOK__ = (payload) => {
  if (commands.includes(payload.cmd)) {
    return payload;
  }
  throw new Error(`not a command of this window: ${payload.cmd}`);
};
