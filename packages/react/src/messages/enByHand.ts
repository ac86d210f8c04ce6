import type { ByHandMessages } from './byHandMessages.ts'

/** English words of the manual deposit. */
export const enByHand: ByHandMessages = {
  exactly: 'Exactly this must arrive: network and exchange fees come on top.',
  only: (asset, network) =>
    `Send only ${asset}, and only on ${network}. Anything else sent to this address is lost.`,
  memoNeeded: 'Without this memo nobody can tell that the coins are yours: they are lost.',
  from: 'From this account only',
  fromNote: (provider) =>
    `${provider} compares the sender. Coins from another account, or from an exchange, may not be sold.`,
  noChecksum:
    'Copy the address. A mistyped character in it cannot be noticed by anyone, and the coins would be lost.',
  changed: 'What is to be sent has changed. Use only what is shown now.',
  copy: { amount: 'Copy amount', to: 'Copy address', memo: 'Copy memo' },
  copied: { amount: 'Amount copied', to: 'Address copied', memo: 'Memo copied' },
  copyFailed: 'Your browser did not let us copy. Select the text and copy it yourself.',
  openInWallet: 'Open in a wallet app',
  code: (whole) =>
    whole ? 'QR code with everything above, for a wallet app' : 'QR code with the address alone',
  codeNote: (whole) =>
    whole
      ? 'Scan it with a wallet app, and compare what the app shows before you send.'
      : 'It holds the address alone. Enter everything else yourself, as it stands above.',
  sent: 'I have sent it',
  sentNote: (provider) =>
    `Say so only once you have. ${provider} does not hear it: this page then waits, and asks for the deposit no more.`,
  notTold: 'This could not be noted just now. If you have sent it, that is fine: do not send it again.',
  over: {
    title: 'The time to send is over',
    body: 'Do not send any more. If you have sent it already, say so: it may still be taken.',
  },
  details: 'What was to be sent',
}
