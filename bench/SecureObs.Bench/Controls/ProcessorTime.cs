using System.Globalization;
using Npgsql;

namespace SecureObs.Bench.Controls;

/// <summary>What one operation took.</summary>
/// <param name="Milliseconds">On the clock.</param>
/// <param name="Processor">Milliseconds of processor time, of the API, its caller and PostgreSQL together.</param>
internal readonly record struct Took(double Milliseconds, double Processor);

/// <summary>
/// Processor time of this process and of a PostgreSQL server, from Linux. What else the machine does lengthens it far less
/// than the time on the clock.
/// </summary>
internal sealed class ProcessorTime
{
    private const double TicksOfSecond = 100;   // USER_HZ, the same on every Linux that .NET runs on
    private readonly int server;

    private ProcessorTime(int server) => this.server = server;

    public static async Task<ProcessorTime> OfAsync(TrialHost host)
    {
        await using var superuser = NpgsqlDataSource.Create(host.SuperuserConnectionString);
        await using var command = superuser.CreateCommand("select pid from pg_stat_activity where backend_type = 'checkpointer'");
        return new((int)Fields((int)(await command.ExecuteScalarAsync())!)[Parent]);
    }

    /// <summary>Milliseconds so far, those of backends that ended too.</summary>
    public double Milliseconds()
    {
        var ended = Fields(server) is { Length: > 0 } own ? (own[EndedUser] + own[EndedSystem]) / TicksOfSecond * 1_000 : 0;
        var running = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Where(name => char.IsAsciiDigit(name![0])).Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
            .Where(process => Fields(process) is { Length: > 0 } fields && fields[Parent] == server)
            .Sum(Running);
        return Environment.CpuUsage.TotalTime.TotalMilliseconds + ended + running;
    }

    private const int Parent = 0;
    private const int EndedUser = 12;
    private const int EndedSystem = 13;

    /// <summary>Fields 4 and on of <c>/proc/PID/stat</c>; the name before them may hold anything. Empty: it has ended.</summary>
    private static long[] Fields(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return [.. text[(text.LastIndexOf(')') + 4)..].Split(' ').Take(EndedSystem + 1).Select(field => long.Parse(field, CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static double Running(int process)
    {
        try
        {
            return long.Parse(File.ReadAllText($"/proc/{process}/schedstat").Split(' ')[0], CultureInfo.InvariantCulture) / 1e6;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
