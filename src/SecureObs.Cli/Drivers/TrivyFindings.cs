using SecureObs.Contracts;

namespace SecureObs.Cli.Drivers;

/// <summary>What each kind of result of Trivy says, as findings.</summary>
internal sealed class TrivyFindings(ScannedFiles files)
{
    private const string Scanner = "trivy";

    public IEnumerable<Finding> Of(TrivyResult result) =>
    [
        .. (result.Vulnerabilities ?? []).Select(found => Vulnerability(result, found)),
        .. (result.Misconfigurations ?? []).Where(found => found.Status is null or "FAIL").Select(found => Misconfiguration(result, found)),
        .. (result.Secrets ?? []).Select(found => Secret(result, found)),
        .. (result.Licenses ?? []).Select(found => Licence(result, found)),
    ];

    private Finding Vulnerability(TrivyResult result, TrivyVulnerability found)
    {
        var package = $"{found.Package} {found.Installed}";
        var repaired = string.IsNullOrEmpty(found.Fixed) ? "" : $"\n\nRepaired in {found.Fixed}.";
        var said = $"{package}: {found.Title ?? found.Id}\n\n{found.Description}".TrimEnd() + repaired;
        return Finding.InCode(Scanner, found.Id, Severities.Parse(found.Severity), said, File(result, found.Path), null) with
        {
            PackageUrl = found.Identifier?.Url ?? found.LegacyIdentifier?.Url ?? PackageUrls.Of(result.Type ?? "", found.Package, found.Installed),
            Advisory = found.Id,
            Aliases = found.OtherIds?.Where(other => other != found.Id).Distinct().ToArray() is { Length: > 0 } others ? others : null,
            CweIds = found.CweIds is { Length: > 0 } cwes ? cwes : null,
        };
    }

    private Finding Misconfiguration(TrivyResult result, TrivyMisconfiguration found)
    {
        var (file, cause) = (File(result, null), found.Cause);
        var (start, end) = Lines(cause?.StartLine, cause?.EndLine);
        var said = string.Join("\n\n", new[] { found.Title, found.Message ?? found.Description, found.Resolution }.Where(text => !string.IsNullOrEmpty(text)));
        return Finding.InCode(Scanner, found.AvdId ?? found.Id, Severities.Parse(found.Severity), said, file, files.Lines(file, start, end)) with
        {
            StartLine = start,
            EndLine = end,
            ResourceAddress = string.IsNullOrEmpty(cause?.Resource) ? null : cause.Resource,
        };
    }

    // Trivy masks its match, so the secret is read from the file: only then equal ones are known as equal.
    private Finding Secret(TrivyResult result, TrivySecret found)
    {
        var file = File(result, null);
        var (start, end) = Lines(found.StartLine, found.EndLine);
        var match = Unmasked(found.Match, files.Lines(file, start, end));
        return Finding.OfSecret(found.RuleId, found.Title, file, match ?? found.Match, null) with
        {
            Severity = Severities.Parse(found.Severity),
            StartLine = start,
            EndLine = end,
        };
    }

    private Finding Licence(TrivyResult result, TrivyLicence found)
    {
        var of = string.IsNullOrEmpty(found.Package) ? found.Path : found.Package;
        var said = $"{of} has the licence {found.Name}, which is {found.Category ?? "unclassified"}";
        return Finding.InCode(Scanner, $"licence/{found.Name}", Severities.Parse(found.Severity), said, File(result, found.Path), null);
    }

    /// <summary>A result's target is a path, or a heading such as "Node.js" that is none.</summary>
    private ScannedFile? File(TrivyResult result, string? path)
    {
        if (!string.IsNullOrEmpty(path))
            return files.Locate(path);
        return result.Class is "os-pkgs" or "license" or "license-file" || result.Target is null or "Node.js" or "Python" or "Ruby" or "Java" or "Conda"
            ? null : files.Locate(result.Target);
    }

    private static (int? Start, int? End) Lines(int? start, int? end) => start is > 0 ? (start, end >= start ? end : start) : (null, null);

    /// <summary>The one place in the code that what stands around the asterisks leads to; null when there is none.</summary>
    private static string? Unmasked(string? match, string? code)
    {
        if (match is null || code is null)
            return null;
        var (first, last) = (match.IndexOf('*'), match.LastIndexOf('*'));
        if (first < 0)
            return null;
        var (before, after) = (match[..first], match[(last + 1)..].TrimEnd());
        var start = code.IndexOf(before, StringComparison.Ordinal);
        var end = start < 0 ? -1 : after.Length == 0 ? code.Length : code.IndexOf(after, start + before.Length, StringComparison.Ordinal);
        return end <= start + before.Length ? null : code[start..end];
    }
}
