/** An answer that is JSON already. */
export class WrittenJson {
  /** What it is about, for the log. */
  readonly about: { orderId: string; provider: string }
  readonly text: string

  constructor(about: WrittenJson['about'], text: string) {
    this.about = about
    this.text = text
  }
}
