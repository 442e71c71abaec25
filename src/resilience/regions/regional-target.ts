/** A model, or an inference profile, and the region it is called in: what circuits and the health of regions are about. */
export interface RegionalTarget {
  readonly region: string;
  readonly modelId: string;
}

/** The key of a target's circuit. */
export const targetKey = ({ region, modelId }: RegionalTarget): string => `${region}/${modelId}`;
