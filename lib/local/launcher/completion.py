"""Completes MiniStack's own handlers of CloudFormation types, which drop some properties without a word."""

import in_process


def completed(original: dict, apply, known: set[str]) -> dict:
    """MiniStack's handler, followed by `apply(physical_id, properties)` for what it drops.

    A property that neither knows fails the stack: a silent drop would look like a deployed control.
    """

    def finish(physical_id, props):
        if unknown := props.keys() - known:
            raise in_process.Refused(f"{physical_id} asks for {', '.join(sorted(unknown))}, which the local cloud would drop")
        apply(physical_id, props)

    def create(logical_id, props, stack_name):
        physical_id, attributes = original["create"](logical_id, props, stack_name)
        finish(physical_id, props)
        return physical_id, attributes

    def update(physical_id, old_props, new_props, *more):
        updated, attributes = original["update"](physical_id, old_props, new_props, *more)
        finish(updated, new_props)
        return updated, attributes

    return {**original, "create": create, "update": update}
