namespace SecureObs.Bench.Removals;

/// <summary>What must not be stored, said or written down.</summary>
internal static class SecretRemovals
{
    private const string Telemetry = "SecureObs.Api/Platform/Telemetry/";

    public static Removal[] All { get; } =
    [
        new("keys of ours are refused in any field", "SecureObs.Api/Platform/Secrets/OwnKeyFilter.cs", "context.Arguments.Any(HoldsKey)", "context.Arguments.Count < 0", "OwnKeyTests"),
        new("each tenant has its own key for hashes", "SecureObs.Api/Platform/Secrets/Secrets.cs", "SecretHasher.KeyOfTenant(installation, tenantId)", "SecretHasher.KeyOfTenant(installation, Guid.Empty)", "SameSecretTests"),
        new("Production has an installation key", "SecureObs.Api/Platform/Secrets/Secrets.cs", "builder.Environment.IsProduction() && ", "false && ", "InstallationKeyTests"),
        new("logs have no messages of exceptions", Telemetry + "PlainLogs.cs", "exception is null ? null : PlainException.Of(exception)", "exception", "ErrorHygieneTests CanaryTests NoSecretLeavesTests"),
        new("spans tell only what is on the list", Telemetry + "PlainSpans.cs", ".Where(name => !Kept.Contains(name))", ".Where(name => name.Length < Kept.Count - Kept.Count)", "CanaryTests"),
        new("talkative log categories are silent", Telemetry + "PlainLogs.cs", "Talkative.Any(prefix => category.StartsWith(prefix, StringComparison.Ordinal)) ?", "Talkative.Length == 0 ?", "CanaryTests NoSecretLeavesTests"),
        new("the database's words stay inside", "SecureObs.Api/Platform/Errors/Failure.cs", "PostgresException { SqlState: \"23505\" or \"23503\" or \"23P01\" } => Problems.Conflict(),", "", "ErrorHygieneTests"),
        new("keys of ours are masked before text is stored", "SecureObs.Api/Platform/Database/StoredText.cs", "=> OwnKeys.Mask(", "=> string.Concat(", "OwnKeyTests NoSecretLeavesTests CanaryTests"),
    ];
}
