using System.Security.Cryptography;
using System.Text;
using SecureObs.Cli.Drivers;

namespace SecureObs.Cli.Running;

/// <summary>
/// Tells one set of rules from another: SHA-256 over the tool's version and the settings that it gets, without the places
/// of this machine. When it changed, findings may have come or gone with the rules and not with the code.
/// </summary>
internal static class RulesDigest
{
    /// <returns>64 hexadecimal digits; null when the tool does not tell its version.</returns>
    public static string? Of(string key, string? version, ScanPlan plan, ToolInvocation invocation)
    {
        if (version is null)
            return null;
        var settings = invocation.Settings is { } portable
            ? [portable]
            : invocation.Arguments.Concat(invocation.Files.OrderBy(file => file.Key, StringComparer.Ordinal).SelectMany(file => new[] { file.Key, file.Value }));
        var text = string.Join('\0', settings.Prepend(version).Prepend(key)
            .Select(part => part.Replace(plan.ReportPath, "REPORT", StringComparison.Ordinal).Replace(plan.PrivateDirectory, "PRIVATE", StringComparison.Ordinal)
                .Replace(plan.Workspace, "WORKSPACE", StringComparison.Ordinal)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
