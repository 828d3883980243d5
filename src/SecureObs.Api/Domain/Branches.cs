namespace SecureObs.Api.Domain;

/// <summary>Which branch of a project counts.</summary>
internal static class Branches
{
    /// <summary>What is taken for the default branch until somebody says which it is; '' is a client that names none.</summary>
    private static readonly string[] Usual = ["", "main", "master", "trunk"];

    /// <summary>A condition on scan scopes as s and their project as p.</summary>
    public static FormattableString ScopeIsDefault => $"coalesce(s.branch = p.default_branch, s.branch = any({Usual}))";

    public static bool IsDefault(string branch, string? told) => told is null ? Usual.Contains(branch) : branch == told;
}
