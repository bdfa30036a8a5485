import type { EnvironmentGraph, Resource, Value } from '../../templates/graph';
import { at, booleanOf, isList, isUnresolved, listOf, numberOf, stringOf, targetOf, type Read } from '../../templates/values';

/** One rule of a backup plan. */
export interface BackupRule {
  readonly value: Value;
  /** The vault that it fills; what the templates don't tell stays unresolved. */
  readonly vault: Read<Resource>;
  /** Days after which it deletes; `undefined`: never. */
  readonly keepDays: Read<number>;
  readonly continuous: boolean;
  readonly copies: readonly Value[];
}

/** What is backed up by which rules. */
export interface Backup {
  readonly selection: Resource;
  readonly rules: readonly BackupRule[];
}

/** The backups that name a store; what is selected by a pattern or a tag names none. */
export function backupsOf(graph: EnvironmentGraph, store: Resource): readonly Backup[] {
  return graph
    .ofType('AWS::Backup::BackupSelection')
    .filter((selection) => resourcesOf(selection).some((value) => targetOf(value) === store))
    .map((selection) => ({ selection, rules: rulesOf(selection) }));
}

/** Whether a selection takes what it doesn't name one by one: by pattern, tag or condition, or by what can't be resolved. */
export function selectsUnnamed(selection: Resource): boolean {
  const { properties } = selection;
  const byTag = ['BackupSelection.ListOfTags', 'BackupSelection.Conditions'].some((path) => at(properties, path) !== undefined);
  return byTag || resourcesOf(selection).some((value) => isUnresolved(value) || (typeof value === 'string' && value.includes('*')));
}

/** The vaults, of either kind. */
export function vaultsOf(graph: EnvironmentGraph): readonly Resource[] {
  return [...graph.ofType('AWS::Backup::BackupVault'), ...graph.ofType('AWS::Backup::LogicallyAirGappedBackupVault')];
}

function resourcesOf({ properties }: Resource): readonly Value[] {
  const resources = listOf(at(properties, 'BackupSelection.Resources')) ?? [];
  return isUnresolved(resources) ? [resources] : resources;
}

function rulesOf({ properties }: Resource): readonly BackupRule[] {
  const plan = targetOf(properties.BackupPlanId, 'AWS::Backup::BackupPlan');
  if (plan === undefined || isUnresolved(plan)) return [];
  const rules = at(plan.properties, 'BackupPlan.BackupPlanRule');
  return (isList(rules) ? rules : []).map(readRule);
}

function readRule(value: Value): BackupRule {
  const copies = at(value, 'CopyActions');
  return {
    value,
    vault: targetOf(at(value, 'TargetBackupVault')),
    keepDays: numberOf(at(value, 'Lifecycle.DeleteAfterDays')),
    continuous: booleanOf(at(value, 'EnableContinuousBackup')) === true,
    copies: isList(copies) ? copies : copies === undefined ? [] : [copies],
  };
}

/** The name of a rule's plan, for people. */
export function planName({ properties }: Resource): string {
  const plan = targetOf(properties.BackupPlanId, 'AWS::Backup::BackupPlan');
  const name = plan === undefined || isUnresolved(plan) ? undefined : stringOf(at(plan.properties, 'BackupPlan.BackupPlanName'));
  return typeof name === 'string' ? name : 'a plan without a name';
}
