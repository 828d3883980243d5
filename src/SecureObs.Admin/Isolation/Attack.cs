using System.Reflection;

namespace SecureObs.Admin.Isolation;

/// <summary>One kind of attempt to cross from one tenant to another.</summary>
/// <param name="Code">A and two digits: what reports and the documentation call it.</param>
internal sealed record Attack(string Code, string Name, string Tries)
{
    public static readonly Attack Seed = new("A00", "seed", "make one row each of two tenants in every table, as the application would, and see one's own");
    public static readonly Attack Start = new("A01", "start", "see anything on a fresh connection, before a tenant is named");
    public static readonly Attack Read = new("A02", "read", "read every row, without the application's filter");
    public static readonly Attack NoTenant = new("A03", "no-tenant", "read with no tenant, with an empty and with a garbled one");
    public static readonly Attack RowSecurityOff = new("A04", "row-security-off", "switch row_security off and read");
    public static readonly Attack Insert = new("A05", "insert", "insert a row of another tenant");
    public static readonly Attack Upsert = new("A06", "upsert", "insert over another tenant's row: on conflict do nothing, and do update");
    public static readonly Attack Update = new("A07", "update", "update another tenant's rows, and hand one's own over to it");
    public static readonly Attack Delete = new("A08", "delete", "delete another tenant's rows");
    public static readonly Attack Copy = new("A09", "copy", "COPY out, and COPY in");
    public static readonly Attack ForeignKey = new("A10", "foreign-key", "refer to another tenant's row, or learn from the refusal that it exists");
    public static readonly Attack Unique = new("A11", "unique", "learn from a conflict that another tenant has the same value");
    public static readonly Attack Prepared = new("A12", "prepared", "run a statement that was planned for one tenant as another");
    public static readonly Attack Lock = new("A13", "lock", "lock another tenant's rows");
    public static readonly Attack Truncate = new("A14", "truncate", "truncate");
    public static readonly Attack Statistics = new("A15", "statistics", "read the sampled values of pg_stats");
    public static readonly Attack DisableRls = new("A16", "disable-rls", "switch row-level security off, and add a policy");
    public static readonly Attack AppendOnly = new("A17", "append-only", "change and delete one's own audit entries");
    public static readonly Attack ErrorText = new("A18", "error-text", "learn values or existence from the text of an error");
    public static readonly Attack Work = new("A19", "work", "read and write people and jobs, which belong to no tenant");
    public static readonly Attack Catalogue = new("A20", "catalogue", "write in a catalogue that all tenants read");
    public static readonly Attack Partition = new("A21", "partition", "read a partition around its parent");
    public static readonly Attack View = new("A22", "view", "read another tenant's rows through a view");
    public static readonly Attack Function = new("A23", "function", "call every function within reach with nothing and with guesses");
    public static readonly Attack Sequence = new("A24", "sequence", "read a counter that all tenants share");
    public static readonly Attack SetRole = new("A25", "set-role", "become another role");
    public static readonly Attack SetSession = new("A26", "set-session", "become another session user");
    public static readonly Attack Promote = new("A27", "promote", "make oneself superuser, BYPASSRLS or a member of the owner");
    public static readonly Attack Setting = new("A28", "setting", "change settings that switch checks off");
    public static readonly Attack Context = new("A29", "context", "name no tenant, or a second one");
    public static readonly Attack Create = new("A30", "create", "create tables, functions, schemas, publications");
    public static readonly Attack Temporary = new("A31", "temporary", "create temporary tables and functions");
    public static readonly Attack LargeObject = new("A32", "large-object", "make and read large objects");
    public static readonly Attack File = new("A33", "file", "read files of the server and run its programs");
    public static readonly Attack Trace = new("A34", "trace", "find a row of the two tenants after the rollback");
    public static readonly Attack Limit = new("L00", "limit", "what PostgreSQL allows to whoever runs SQL as the runtime role");

    /// <summary>Every attack, by code.</summary>
    public static IReadOnlyList<Attack> All { get; } =
    [
        .. typeof(Attack).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetValue(null)).OfType<Attack>().OrderBy(attack => attack.Code, StringComparer.Ordinal),
    ];
}
