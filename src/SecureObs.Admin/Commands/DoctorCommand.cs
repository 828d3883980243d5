using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using SecureObs.Admin.Doctor;

namespace SecureObs.Admin.Commands;

/// <summary>Exit codes: 0 the API can start, 1 it could not, or would lose something.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var settings = new Option<FileInfo[]>("--settings") { Description = "A file of settings as the API reads it, such as appsettings.Production.json; several, the later win. The environment wins over all.", AllowMultipleArgumentsPerToken = true };
        var json = new Option<bool>("--json") { Description = "Write JSON." };
        var command = new Command("doctor", "Look at the API's configuration before it starts: database, role, schema, isolation, pooler, clock, keys, directories, sign-in. It changes nothing.") { settings, json };
        command.SetAction((arguments, ct) => Operator.RunAsync(async () =>
        {
            var found = await ExamineAsync(Read(arguments.GetValue(settings) ?? []), TimeProvider.System, ct);
            Write(Console.Out, found, arguments.GetValue(json));
            return found.Any(each => each.Health is Health.Bad) ? 1 : 0;
        }));
        return command;
    }

    internal static async Task<List<Diagnosis>> ExamineAsync(IConfiguration configuration, TimeProvider clock, CancellationToken ct) =>
    [
        .. await DatabaseDoctor.ExamineAsync(configuration, clock, ct),
        .. FileDoctor.Examine(configuration),
        .. TransportDoctor.Examine(configuration),
        await IssuerDoctor.ExamineAsync(configuration, ct),
    ];

    internal static void Write(TextWriter output, IReadOnlyList<Diagnosis> found, bool json)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(found.Select(each => new { what = each.What, health = Word(each.Health), found = each.Found }), JsonSerializerOptions.Web));
            return;
        }
        var width = found.Max(each => each.What.Length);
        foreach (var each in found)
            output.WriteLine($"{Word(each.Health),-8}  {each.What.PadRight(width)}  {each.Found}");
    }

    private static IConfiguration Read(IEnumerable<FileInfo> files)
    {
        var builder = new ConfigurationBuilder();
        foreach (var file in files)
            builder.AddJsonFile(file.FullName, optional: false);
        return builder.AddEnvironmentVariables().Build();
    }

    private static string Word(Health health) => health switch { Health.Good => "good", Health.Doubtful => "doubtful", _ => "bad" };
}
