/** What an honest source answers. */
export interface HttpAnswer {
  status: number
  contentType: string
  body: Buffer
}
