using System.Text.Json.Serialization;

namespace SecureObs.Cli.PullRequests;

/// <summary>What GitHub and GitLab say and are told, as far as it is used.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GitHubPull)), JsonSerializable(typeof(GitHubUser)), JsonSerializable(typeof(GitHubComment[]))]
[JsonSerializable(typeof(GitHubFile[])), JsonSerializable(typeof(GitHubReview)), JsonSerializable(typeof(TextBody))]
[JsonSerializable(typeof(GitLabRequest)), JsonSerializable(typeof(GitLabUser)), JsonSerializable(typeof(GitLabDiscussion[]))]
[JsonSerializable(typeof(GitLabDiff[])), JsonSerializable(typeof(GitLabNewDiscussion))]
internal sealed partial class SnakeJson : JsonSerializerContext;

internal sealed record TextBody(string Body);

internal sealed record GitHubPull(GitHubHead? Head);

internal sealed record GitHubHead(string? Sha);

internal sealed record GitHubUser(string? Login, string? Type);

/// <param name="Line">In the newest diff; null when the comment is outdated.</param>
internal sealed record GitHubComment(long Id, string? Body, GitHubUser? User, string? Path, int? Line);

/// <param name="Patch">Missing of a binary or very large file.</param>
internal sealed record GitHubFile(string Filename, string? Patch);

internal sealed record GitHubReview(string? CommitId, string Event, IReadOnlyList<GitHubReviewComment> Comments);

internal sealed record GitHubReviewComment(string Path, int Line, string Side, string Body);

internal sealed record GitLabRequest(GitLabRefs? DiffRefs);

internal sealed record GitLabRefs(string? BaseSha, string? HeadSha, string? StartSha);

internal sealed record GitLabUser(long Id);

internal sealed record GitLabDiscussion(string Id, IReadOnlyList<GitLabNote> Notes);

internal sealed record GitLabNote(long Id, string? Body, GitLabUser? Author, GitLabPosition? Position);

internal sealed record GitLabPosition(
    string? PositionType, string? NewPath, string? OldPath, int? NewLine, string? BaseSha, string? StartSha, string? HeadSha);

internal sealed record GitLabDiff(string NewPath, string OldPath, string? Diff, bool DeletedFile);

internal sealed record GitLabNewDiscussion(string Body, GitLabPosition Position);
