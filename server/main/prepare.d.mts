export function step<Result>(text: string, work: () => Promise<Result>): Promise<Result>;
