using SecureObs.Contracts;

namespace SecureObs.Cli.PullRequests;

/// <summary>Words that all comments of ours have in common.</summary>
internal static class CommentText
{
    /// <summary>The published client's, so that its comments are taken over. Never changes.</summary>
    public const string Marker = "<!-- secureobs-scanner -->";

    /// <summary>Only at the beginning: somebody who quotes a comment of ours wrote one of their own.</summary>
    public static bool IsMarked(string? body) => body?.TrimStart().StartsWith(Marker, StringComparison.Ordinal) == true;

    /// <summary>Severity, rule and scanner of a finding in one line of markdown.</summary>
    public static string Title(RunFinding finding) =>
        $"**{finding.Severity.Word()}{(finding.IsBlocking ? ", blocks" : "")}** {Markdown.Code(finding.RuleId, 200)} ({Markdown.Code(finding.Scanner, 64)})";
}
