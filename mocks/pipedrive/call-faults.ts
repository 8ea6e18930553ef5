/** What goes wrong with the calls that the simulator makes on the provider. */
export interface CallFaults {
  /** How many times more each postMessage is made, at the same moment, as a double click makes it; 0 unless told. */
  duplicate: number;
}
