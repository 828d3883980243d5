using System.Globalization;

namespace SecureObs.Api.Domain;

/// <summary>Addresses where the code of a finding is shown, made from a pattern of its project.</summary>
internal static class SourceLink
{
    /// <summary>Whether it is an address under https with a place for the path, whatever is filled in: its host is fixed.</summary>
    public static bool IsPattern(string pattern) =>
        pattern.Contains("{path}", StringComparison.Ordinal) && !pattern.Any(char.IsControl)
        && Uri.TryCreate(Fill(pattern, "a", "a", 1, 1), UriKind.Absolute, out var one) && one.Scheme == Uri.UriSchemeHttps && one.UserInfo.Length == 0
        && Uri.TryCreate(Fill(pattern, "b.c", "b.c", 2, 2), UriKind.Absolute, out var other) && one.Authority == other.Authority;

    /// <param name="commit">Where nobody said which: a branch, or HEAD.</param>
    public static string? Make(string? pattern, string commit, string? path, int? line, int? endLine) =>
        pattern is null || string.IsNullOrEmpty(path) ? null : Fill(pattern, commit, path, line ?? 1, endLine ?? line ?? 1);

    private static string Fill(string pattern, string commit, string path, int line, int endLine) => pattern
        .Replace("{commit}", Encoded(commit), StringComparison.Ordinal)
        .Replace("{line}", line.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{endLine}", endLine.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{path}", Encoded(path.TrimStart('/')), StringComparison.Ordinal);

    /// <summary>Slashes stay, and what would lead out of the repository does not.</summary>
    private static string Encoded(string path) =>
        string.Join('/', path.Split('/').Where(part => part is not ("." or "..")).Select(Uri.EscapeDataString));
}
