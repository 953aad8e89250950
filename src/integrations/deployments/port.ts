// The port of deployment trackers: whoever counts which deployments did harm hears of each incident's beginning, end and return.

export type Impact = {
  /** The service that was harmed, by its name here. */
  service: string;
  /** Names the incident, at its beginning, its end and its return alike. At most 50 characters. */
  id: string;
  type: 'triggered' | 'resolved' | 'reopened';
  /** When that happened. Milliseconds since 1970, UTC. */
  at: number;
  title: string;
  /** Where people read more. */
  url?: string;
};

export type DeploymentTracker = {
  /** Whether it is told of this service's incidents. */
  follows(service: string): boolean;
  /** Registers it; told twice it is one, by its id and type. Of a service it does not follow nothing is told. @throws VendorError */
  register(impact: Impact): Promise<void>;
};
