/** What can be copied from an instruction. */
export type Copyable = 'amount' | 'to' | 'memo'

/** Words of the manual deposit: the user sends from a wallet that this kit does not see. */
export interface ByHandMessages {
  /** Beside the amount. */
  exactly: string
  /** What alone arrives at the address. */
  only(asset: string, network: string): string
  /** Beside the memo. */
  memoNeeded: string
  /** Label of the account that must send, and why. */
  from: string
  fromNote(provider: string): string
  /** Beside an address in which a mistyped character cannot be noticed. */
  noChecksum: string
  /** The instruction was replaced while it was shown. */
  changed: string
  copy: Record<Copyable, string>
  copied: Record<Copyable, string>
  copyFailed: string
  openInWallet: string
  /** Of the QR code, for those who do not see it; `whole`: it holds the amount and the memo too. */
  code(whole: boolean): string
  /** Beneath the QR code. */
  codeNote(whole: boolean): string
  sent: string
  sentNote(provider: string): string
  notTold: string
  over: { title: string; body: string }
  /** Opens what was to be sent, after the user said that they sent it. */
  details: string
}
