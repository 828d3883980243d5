using System.Net;

namespace SecureObs.Cli.PullRequests;

/// <summary>
/// One pull request on one platform. A call ends with its answer, with a <see cref="PlatformRefusal"/> where the token may
/// not, or with a <see cref="PlatformFailure"/>.
/// </summary>
internal interface IPullRequest
{
    /// <summary>Its newest commit, as the platform says now.</summary>
    Task<string?> HeadAsync(CancellationToken ct);

    /// <summary>Comments of ours: they begin with our marker, and whose the token is wrote them.</summary>
    Task<OwnComments> OwnCommentsAsync(CancellationToken ct);

    /// <summary>The changed lines of these files, by path. A file that is not changed, or too large to be shown, is missing.</summary>
    Task<IReadOnlyDictionary<string, Predicate<int>>> ChangedLinesAsync(IReadOnlySet<string> paths, CancellationToken ct);

    /// <exception cref="DiffMoved">The pull request got another commit since its changed lines were read.</exception>
    Task AddAsync(IReadOnlyList<InlineComment> comments, CancellationToken ct);

    Task RemoveAsync(OwnComment comment, CancellationToken ct);

    Task AddSummaryAsync(string body, CancellationToken ct);

    Task ChangeSummaryAsync(OwnComment comment, string body, CancellationToken ct);
}

/// <summary>A comment on a line that is to stand there.</summary>
internal sealed record InlineComment(string Path, int Line, string Body);

/// <summary>A comment that stands there.</summary>
/// <param name="Thread">The platform's id of what it stands in, where it has one.</param>
/// <param name="Path">Null of a summary.</param>
/// <param name="Line">Where it stands today; null when its line is gone.</param>
internal sealed record OwnComment(string Id, string? Thread, string? Path, int? Line, string Body)
{
    public bool Is(InlineComment wanted) =>
        Path == wanted.Path && Line == wanted.Line && Body.ReplaceLineEndings("\n").Trim() == wanted.Body.Trim();
}

/// <param name="Summaries">The oldest first.</param>
internal sealed record OwnComments(IReadOnlyList<OwnComment> Summaries, IReadOnlyList<OwnComment> Inline);

/// <summary>The platform does not let this token do it (403): a fork's pull request, or a missing right.</summary>
internal sealed class PlatformRefusal(string message) : Exception(message);

/// <summary>Any other answer than the one that was wanted, or none. The message is one line for people, without the token.</summary>
/// <param name="status">Null when there was no answer, or one that could not be read.</param>
internal sealed class PlatformFailure(HttpStatusCode? status, string message, Exception? cause = null) : Exception(message, cause)
{
    public HttpStatusCode? Status { get; } = status;
}

/// <summary>The platform knows no such line any more.</summary>
internal sealed class DiffMoved(Exception? cause = null) : Exception("the pull request has changed", cause);
