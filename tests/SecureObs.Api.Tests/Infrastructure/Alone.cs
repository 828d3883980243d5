namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>Tests that look at the whole process: nothing else runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
