import { namesOfPlace } from './place.js'

/** Where an accreditation holds: everywhere, or in some jurisdictions; an empty set of them is nowhere. */
export class Area {
  /** No limit. */
  static readonly everywhere = new Area(undefined)

  private readonly names: ReadonlySet<string>

  private constructor(private readonly codes: readonly string[] | undefined) {
    // The first name of a place is its own: an area does not hold what its places lie in.
    this.names = new Set(codes?.map((code) => namesOfPlace(code)[0] as string))
  }

  /** The area of some codes. */
  static of(codes: readonly string[]): Area {
    return new Area(codes)
  }

  /** Whether it holds nothing at all. */
  get isNowhere(): boolean {
    return this.codes?.length === 0
  }

  /** Whether all of some codes lie in it. */
  contains(codes: readonly string[]): boolean {
    return this.codes === undefined || codes.every((code) => namesOfPlace(code).some((name) => this.names.has(name)))
  }

  /** Its codes, for people; cut to 512 characters. */
  toString(): string {
    return this.codes === undefined ? 'everywhere' : this.codes.join(' ').slice(0, 512)
  }
}
