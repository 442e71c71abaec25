/** How operators of this repository run the command line: npm runs what `npm run build` made, and asks no registry. */
export const OPERATOR_COMMAND = 'npm run -s stepbreaker --';
