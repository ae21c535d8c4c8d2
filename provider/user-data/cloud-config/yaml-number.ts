/** A number that YAML reads differently from how it is written, such as 0644 and 1.20. */
export class YamlNumber {
  constructor(readonly source: string) {}
}
