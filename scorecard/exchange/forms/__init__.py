"""Forms that go out to evaluators and come back."""
