/** A model, or an inference profile, and the region it is called in: what a circuit and the health of a region are kept for. */
export interface RegionalTarget {
  readonly region: string;
  readonly modelId: string;
}

/** The key of a target's circuit. */
export const targetKey = ({ region, modelId }: RegionalTarget): string => `${region}/${modelId}`;
