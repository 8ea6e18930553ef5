/** Something that runs until it is told to stop. */
export interface Running {
  /** What is printed once it is there, and can be stopped in order. */
  welcome: string;
  stop(): Promise<void>;
}
