using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace SecureObs.Api.Platform.Transport;

/// <summary>
/// Files that lie compressed beside the plain ones: <c>app.js.br</c>, <c>app.js.gz</c>. The build of the dashboard writes
/// them, as small as it can; nothing is compressed while somebody waits.
/// </summary>
internal sealed class PrecompressedFiles(IFileProvider files)
{
    /// <summary>The smallest first: among codings that the client likes alike it wins.</summary>
    private static readonly (string Coding, string Ending)[] Codings = [("br", ".br"), ("gzip", ".gz")];

    private static readonly FileExtensionContentTypeProvider Types = new();

    /// <returns>Null when there is none that the client takes, or the address is not one of a plain file.</returns>
    public IResult? Find(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
            || !Types.TryGetContentType(request.Path, out var type) || !files.GetFileInfo(request.Path).Exists)
            return null;
        foreach (var (coding, ending) in Accepted(request))
        {
            // Not the address of the request: the headers of an answer go by it.
            if (files.GetFileInfo(request.Path + ending) is { Exists: true, PhysicalPath: { } path } file)
                return new Precompressed(TypedResults.PhysicalFile(path, type, lastModified: file.LastModified, entityTag: Tag(file, coding)), coding);
        }
        return null;
    }

    /// <summary>What the client takes, best first.</summary>
    private static IEnumerable<(string Coding, string Ending)> Accepted(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        return Codings.Where(one => Quality(one.Coding) > 0).OrderByDescending(one => Quality(one.Coding));

        double Quality(string coding) => Named(coding) ?? Named("*") ?? 0;

        double? Named(string coding) => accepted.FirstOrDefault(one => one.Value.Equals(coding, StringComparison.OrdinalIgnoreCase)) is { } named ? named.Quality ?? 1 : null;
    }

    /// <summary>Each coding is other bytes, so it has a tag of its own.</summary>
    private static EntityTagHeaderValue Tag(IFileInfo file, string coding) => new($"\"{file.LastModified.ToFileTime() ^ file.Length:x}-{coding}\"");

    private sealed class Precompressed(PhysicalFileHttpResult file, string coding) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ContentEncoding = coding;
            return file.ExecuteAsync(httpContext);
        }
    }
}
