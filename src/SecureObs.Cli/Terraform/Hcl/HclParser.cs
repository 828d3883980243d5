using System.Reflection;
using System.Text;
using System.Text.Json;
using SecureObs.Cli.Importing.Reading;
using SecureObs.Cli.Running;

namespace SecureObs.Cli.Terraform.Hcl;

/// <summary>
/// HashiCorp's own parser in a process of Node. It gets text, never a path: what it may read was decided before. What it says goes through
/// files that only this user may read, and which are gone afterwards.
/// </summary>
internal sealed class HclParser
{
    private const int TooOld = 20;
    private const int DeepestTree = 1_000;
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    // What an environment tells Node to load has no business here.
    private static readonly Dictionary<string, string?> Environment = new() { ["NODE_OPTIONS"] = null, ["NODE_PATH"] = null };

    private readonly string node;
    private readonly string package;

    /// <exception cref="CommandFailure">Node or the parser is not installed.</exception>
    public HclParser(Surroundings surroundings)
    {
        node = new ToolLocator(surroundings).Find("node", "node") ?? throw Hcl2Json.Missing("node is not on PATH, nor named by SECUREOBS_TOOL_NODE");
        package = Hcl2Json.Find(node, surroundings);
    }

    /// <returns>The tree of each file, in their order.</returns>
    /// <exception cref="CommandFailure">A file is no HCL, or the parser failed.</exception>
    public async Task<IReadOnlyList<Expression>> ParseAsync(IReadOnlyList<HclSource> files, CancellationToken ct)
    {
        using var place = new PrivateDirectory();
        var (script, result) = (place.CreateFile("parse.cjs", Script()), place.CreateFile("result.json"));
        var exit = await RunAsync([script, package, place.CreateFile("request.json", Request(files)), result], place.Path, ct);
        if (exit.ExitCode is TooOld)
            throw Hcl2Json.Missing($"{node} is older");
        try
        {
            if (exit.ExitCode is 0)
                using (var document = JsonDocument.Parse(await File.ReadAllBytesAsync(result, ct), new JsonDocumentOptions { MaxDepth = DeepestTree }))
                    return [.. document.RootElement.Items().Zip(files, Tree)];
        }
        catch (JsonException)
        {
            // Deeper than anybody writes it; said below.
        }
        throw Refused(exit.ExitCode is null ? $"the parser took longer than {Timeout.TotalMinutes} minutes" : "the parser failed");
    }

    private async Task<ToolExit> RunAsync(string[] arguments, string directory, CancellationToken ct)
    {
        try
        {
            return await ToolProcess.RunAsync(node, arguments, directory, Environment, Timeout, ct);
        }
        catch (CommandFailure unstartable)
        {
            throw Hcl2Json.Missing(unstartable.Message);
        }
    }

    private static Expression Tree(JsonElement read, HclSource file) =>
        read.At("tree").Exists() ? ExpressionReader.Read(read.At("tree")) : throw Refused($"{file.Name} is not valid, line {read.At("line").Number() ?? 0}");

    private static string Script()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("terraform/parse.cjs")!);
        return reader.ReadToEnd();
    }

    private static string Request(IReadOnlyList<HclSource> files)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartArray();
            foreach (var file in files)
            {
                json.WriteStartObject();
                json.WriteString("name", file.Name);
                json.WriteString("form", file.Form switch { HclForm.Hcl => "hcl", HclForm.Json => "json", _ => "values" });
                json.WriteString("text", file.Text);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static CommandFailure Refused(string why) => new(ExitCode.Failed, $"the Terraform root cannot be read: {why}");
}
