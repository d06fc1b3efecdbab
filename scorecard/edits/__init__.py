"""What a person can do to an evaluation, as pure functions from a snapshot to an `Edit`.

Each refuses with a sentence what may not be stored. An edit without changes does nothing; `Workspace.edit` stores
the others.
"""
