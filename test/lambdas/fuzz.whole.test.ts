import { fuzzDeployed } from './fuzz-deployed';

fuzzDeployed(30);
