namespace SecureObs.Bench.Removals;

/// <summary>Compressed answers, tags, and the files of the dashboard.</summary>
internal static class AnswerRemovals
{
    private const string Transport = "SecureObs.Api/Platform/Transport/";
    private const string Answers = Transport + "Answers/";
    private const string Features = "SecureObs.Api/Features/";
    private const string Mark = "        .ShowsSecret()\n";

    public static Removal[] All { get; } =
    [
        new("what holds a secret is not compressed", Answers + "Compression.cs", "!context.Has<SecretShown>() && ", "", "CompressionTests"),
        new("what holds a secret has no tag", Answers + "HeldAnswers.cs", "!context.Has<SecretShown>() && ", "", "CompressionTests"),
        new("a new key is marked as a secret", Features + "ApiKeys/CreateApiKey.cs", Mark, "", "CompressionTests"),
        new("a new invitation is marked as a secret", Features + "Invitations/CreateInvitation.cs", Mark, "", "CompressionTests"),
        new("the key of hashes is marked as a secret", Features + "Secrets/GetSecretHashKey.cs", Mark, "", "CompressionTests"),
        new("the address of a webhook is marked as a secret", Features + "Audit/CheckpointWebhook.cs", ".ShowsSecret()", "", "CompressionTests"),
        new("small writes are compressed as one", Answers + "Compression.cs", "new BufferedStream(open(outputStream), AtOnce)", "AtOnce > 0 ? open(outputStream) : outputStream", "CompressionTests"),
        new("an export is compressed page by page", Features + "Findings/Exports/FindingExport.cs", "await body.FlushAsync(ct);", "", "CompressedExportTests"),
        new("a tag is of one caller", Answers + "AnswerTags.cs", "{Who(context.User)}", "{Who(new())}", "TagOwnerTests"),
        new("a tag is of one address", Answers + "AnswerTags.cs", "{context.Request.QueryString}", "", "TagOwnerTests"),
        new("a tag is made with a key", Answers + "AnswerTags.cs", "CreateHMAC(HashAlgorithmName.SHA256, key.Reveal())", "CreateHMAC(HashAlgorithmName.SHA256, key.Reveal()[..0])", "TagOwnerTests"),
        new("a tag is of what is answered now", Answers + "AnswerTags.cs", "hash.AppendData(body);", "_ = body;", "RevalidationTests"),
        new("answers differ by who asks", Answers + "HeldAnswers.cs", "response.Headers.Append(HeaderNames.Vary, Varies);", "_ = Varies;", "RevalidationTests"),
        new("what is of an organisation is not stored", Answers + "HeldAnswers.cs", "if (context.Has<AnswerOfNobody>())", "if (!context.Response.HasStarted)", "RevalidationTests"),
        new("no answer is held without end", Answers + "HeldBody.cs", "IsWhole && held.Length + buffer.Length <= Most", "IsWhole", "RevalidationTests"),
        new("files are compressed for who takes it", Transport + "PrecompressedFiles.cs", "Quality(one.Coding) > 0", "one.Coding.Length > 0", "DashboardFilesTests"),
        new("compressed files without a plain one are not served", Transport + "PrecompressedFiles.cs", " || !files.GetFileInfo(request.Path).Exists", "", "DashboardFilesTests"),
        new("each coding of a file has its tag", Transport + "PrecompressedFiles.cs", "{file.LastModified.ToFileTime() ^ file.Length:x}-{coding}", "1{coding[..0]}", "DashboardFilesTests"),
        new("files differ by what the browser takes", Transport + "Dashboard.cs", "headers.Vary = HeaderNames.AcceptEncoding;", "", "DashboardFilesTests"),
    ];
}
