using SecureObs.Cli.Drivers;
using SecureObs.Identity;
using SecureObs.Masking;

namespace SecureObs.Cli.Code;

/// <summary>
/// What the scanned files tell of findings beside the tool's report: by what they are known again when code changes, and
/// whether the code asks to have them ignored. One file is held at a time.
/// </summary>
/// <param name="hasher">Null without a key: then there are no features.</param>
internal sealed class SourceFacts(string scanner, ScannedFiles files, SecretHasher? hasher)
{
    private readonly CodeReader? reader = hasher is null ? null : new(new CodeHasher(hasher).Hash);

    // Large reports come in parts; equal ones are counted on.
    private readonly Dictionary<(string Path, string Rule, ulong Content), int> equals = [];

    public IReadOnlyList<Finding> Complete(IReadOnlyList<Finding> findings)
    {
        var completed = findings.ToArray();
        foreach (var file in findings.Index().Where(found => found.Item.File is not null).GroupBy(found => found.Item.File!))
        {
            if (files.Lines(file.Key) is not { } lines)
                continue;
            foreach (var (at, finding) in file)
                completed[at] = finding with { IgnoredInSource = finding.IgnoredInSource ?? SourceIgnores.Of(scanner, finding, lines) };
            // A found secret is known again by its own hash.
            if (reader is not null && file.Key.Path.Length <= PackedFeatures.LongestPath)
                Features(reader, new(SecretMask.KeyBlocks(lines), SecretMask.Lines), [.. file.Where(found => !found.Item.IsSecret).Select(found => found.Index)], completed);
        }
        return completed;
    }

    private void Features(CodeReader code, CodeFile file, int[] findings, Finding[] completed)
    {
        var read = findings.Select(at => (At: at, Features: Features(code, file, completed[at])))
            .Where(found => found.Features is not null).Select(found => (found.At, Features: found.Features!)).ToList();
        foreach (var equal in read.GroupBy(found => (found.Features.Rule, found.Features.Content)))
            foreach (var (at, features) in equal.OrderBy(found => found.Features.Line).ThenBy(found => found.Features.Column))
            {
                var key = (features.Path, features.Rule, features.Content);
                equals[key] = equals.GetValueOrDefault(key) + 1;
                completed[at] = completed[at] with { Features = PackedFeatures.Pack(features, equals[key]) };
            }
    }

    private CodeFeatures? Features(CodeReader code, CodeFile file, Finding finding)
    {
        if (file.Excerpt(finding.StartLine, finding.EndLine) is not { } excerpt)
            return null;
        // As in snippets: beside a rule that looks for secrets every literal may be one.
        if (SecretMask.IsSecretRule(scanner, finding.RuleId))
            excerpt = excerpt with { Own = SecretMask.Literals(excerpt.Own), Before = Each(excerpt.Before), After = Each(excerpt.After) };
        return code.Read($"{scanner} {finding.RuleId}", finding.FilePath!, Math.Max(0, finding.StartColumn ?? 0), excerpt);
    }

    private static List<string> Each(IReadOnlyList<string> lines) => [.. lines.SelectMany(line => SecretMask.Literals([line]))];
}
