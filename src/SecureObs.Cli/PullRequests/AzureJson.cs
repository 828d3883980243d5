using System.Text.Json;
using System.Text.Json.Serialization;

namespace SecureObs.Cli.PullRequests;

/// <summary>What Azure DevOps says and is told, as far as it is used.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AzureList<AzureIteration>)), JsonSerializable(typeof(AzureList<AzureThread>)), JsonSerializable(typeof(AzureConnection))]
[JsonSerializable(typeof(AzureChanges)), JsonSerializable(typeof(AzureDiffCriteria)), JsonSerializable(typeof(AzureDiff[]))]
[JsonSerializable(typeof(AzureThread)), JsonSerializable(typeof(AzureComment))]
internal sealed partial class AzureJson : JsonSerializerContext;

internal sealed record AzureList<T>(IReadOnlyList<T> Value);

internal sealed record AzureUser(string? Id);

internal sealed record AzureConnection(AzureUser? AuthenticatedUser);

internal sealed record AzureCommit(string? CommitId);

/// <summary>One push to the pull request.</summary>
/// <param name="CommonRefCommit">The merge base.</param>
internal sealed record AzureIteration(int Id, AzureCommit? SourceRefCommit, AzureCommit? CommonRefCommit);

internal sealed record AzureComment(long? Id, string? Content, string? CommentType = null, AzureUser? Author = null, bool? IsDeleted = null)
{
    public static AzureComment Text(string content) => new(null, content, "text");
}

internal sealed record AzurePoint(int Line, int Offset);

internal sealed record AzureThreadPlace(string? FilePath, AzurePoint? RightFileStart, AzurePoint? RightFileEnd);

internal sealed record AzureIterations(int FirstComparingIteration, int SecondComparingIteration);

internal sealed record AzureThreadTracking(int ChangeTrackingId, AzureIterations IterationContext);

internal sealed record AzureThread(long? Id, IReadOnlyList<AzureComment>? Comments, string? Status,
    AzureThreadPlace? ThreadContext, AzureThreadTracking? PullRequestThreadContext);

internal sealed record AzureChanges(IReadOnlyList<AzureChange>? ChangeEntries, int? NextSkip);

internal sealed record AzureItem(string? Path);

/// <param name="ChangeType">One or more words, e.g. <c>edit, rename</c>.</param>
internal sealed record AzureChange(int ChangeTrackingId, AzureItem? Item, string? ChangeType, string? OriginalPath)
{
    [JsonIgnore]
    public string? Path => Item?.Path?.TrimStart('/');

    [JsonIgnore]
    public string? OldPath => OriginalPath?.TrimStart('/') ?? Path;

    public bool Is(string word) => ChangeType?.Split(',', StringSplitOptions.TrimEntries).Contains(word) == true;
}

internal sealed record AzureDiffFile(string Path, string? OriginalPath);

internal sealed record AzureDiffCriteria(string? BaseVersionCommit, string? TargetVersionCommit, IReadOnlyList<AzureDiffFile> FileDiffParams);

internal sealed record AzureDiff(string? Path, IReadOnlyList<AzureDiffBlock>? LineDiffBlocks)
{
    public bool IsChanged(int line) => LineDiffBlocks?.Any(block => block.Adds && line >= block.ModifiedLineNumberStart
        && line < block.ModifiedLineNumberStart + block.ModifiedLinesCount) == true;
}

/// <param name="ChangeType">0 none, 1 add, 2 delete, 3 edit; as a number or as the word.</param>
internal sealed record AzureDiffBlock(JsonElement ChangeType, int ModifiedLineNumberStart, int ModifiedLinesCount)
{
    [JsonIgnore]
    public bool Adds => ChangeType.ToString() is "1" or "3" or "add" or "edit";
}
