const NAMES = `
  abs append assert average base64decode base64encode boolean ceil clone contains count decodeUrl decodeUrlComponent
  distinct each encodeUrl encodeUrlComponent error exists filter floor foldLeft formatBase formatInteger formatNumber
  fromMillis join keys length lookup lowercase map match max merge millis min not now number pad parseInteger power
  reduce replace reverse round shuffle sift single sort split spread sqrt string substring substringAfter
  substringBefore sum toMillis trim type uppercase zip
  hash parse partition random range uuid`;

/** The functions of JSONata 2.0.6 and those Step Functions adds; `$eval` is left out by Step Functions. */
export const JSONATA_FUNCTIONS: ReadonlySet<string> = new Set(NAMES.trim().split(/\s+/));
