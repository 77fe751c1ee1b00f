import { namesOfPlace } from './names-of-place.js'

/** Where an accreditation holds: everywhere, or in some jurisdictions; an empty set of them is nowhere. */
export class Area {
  /** No limit. */
  static readonly everywhere = new Area(undefined)

  /** Of each of its places, its own name and those of what holds it; found out once, however often it is compared. */
  private readonly places: readonly ReturnType<typeof namesOfPlace>[] | undefined
  private readonly names: ReadonlySet<string>

  private constructor(private readonly codes: readonly string[] | undefined) {
    this.places = codes?.map(namesOfPlace)
    // The first name of a place is its own: an area does not hold what its places lie in.
    this.names = new Set(this.places?.map(([own]) => own))
  }

  /** The area of some codes; undefined is everywhere. */
  static of(codes: readonly string[] | undefined): Area {
    return new Area(codes)
  }

  /** Whether it holds nothing at all. */
  get isNowhere(): boolean {
    return this.codes?.length === 0
  }

  /** Whether all of another area lies in it. */
  contains({ places }: Area): boolean {
    if (this.places === undefined) return true
    return places?.every((names) => names.some((name) => this.names.has(name))) ?? false
  }

  /** Its codes, for people; cut to 512 characters. */
  toString(): string {
    return this.codes === undefined ? 'everywhere' : this.codes.join(' ').slice(0, 512)
  }
}
