using SecureObs.Graph.Building;

namespace SecureObs.Graph.Aws.Vpc;

/// <summary>Interfaces of databases, caches and file systems.</summary>
internal sealed class DatabasePlacements(GraphDraft draft)
{
    private sealed record Form(string Type, string Groups, string SubnetGroup, string SubnetGroupType, int? Port = null);

    private static readonly Form[] Forms =
    [
        new("aws_db_instance", "vpc_security_group_ids", "db_subnet_group_name", "aws_db_subnet_group"),
        new("aws_rds_cluster", "vpc_security_group_ids", "db_subnet_group_name", "aws_db_subnet_group"),
        new("aws_docdb_cluster", "vpc_security_group_ids", "db_subnet_group_name", "aws_db_subnet_group", 27017),
        new("aws_neptune_cluster", "vpc_security_group_ids", "neptune_subnet_group_name", "aws_neptune_subnet_group", 8182),
        new("aws_elasticache_cluster", "security_group_ids", "subnet_group_name", "aws_elasticache_subnet_group"),
        new("aws_elasticache_replication_group", "security_group_ids", "subnet_group_name", "aws_elasticache_subnet_group"),
        new("aws_memorydb_cluster", "security_group_ids", "subnet_group_name", "aws_memorydb_subnet_group", 6379),
        new("aws_dax_cluster", "security_group_ids", "subnet_group_name", "aws_dax_subnet_group"),
        new("aws_redshift_cluster", "vpc_security_group_ids", "cluster_subnet_group_name", "aws_redshift_subnet_group", 5439),
    ];

    /// <summary>What the documentation of each engine gives as its port.</summary>
    private static readonly (string Engine, int Port)[] Ports =
    [
        ("aurora-postgresql", 5432), ("postgres", 5432), ("aurora", 3306), ("mysql", 3306), ("mariadb", 3306), ("oracle", 1521), ("sqlserver", 1433), ("redis", 6379), ("valkey", 6379), ("memcached", 11211),
    ];

    public IEnumerable<Placement> All() =>
    [
        .. Forms.SelectMany(form => draft.OfType(form.Type).Select(each => Placed(each, form))),
        .. draft.OfType("aws_opensearch_domain", "aws_elasticsearch_domain").Where(each => each.Blocks("vpc_options").Count > 0).Select(Domain),
        .. draft.OfType("aws_efs_mount_target").SelectMany(Mount),
    ];

    private Placement Placed(PlanResource database, Form form)
    {
        var subnetGroups = draft.Links(database, form.SubnetGroup, form.SubnetGroupType);
        var subnets = subnetGroups.SelectMany(group => draft.Links(group.Target, "subnet_ids", Kinds.Subnets)).ToList();
        return Grouped(new(database, subnets, draft.Links(database, form.Groups, SecurityGroups.Types))
        {
            IsElsewhere = subnets.Count == 0 && (database.Text(form.SubnetGroup).IsKnown || subnetGroups.Count > 0),
            Address = Public(database),
            Ports = Placement.Tcp(PortOf(database) ?? form.Port),
        }, database, form.Groups);
    }

    private Placement Domain(PlanResource domain) => Grouped(new(domain, draft.Links(domain, "vpc_options.subnet_ids", Kinds.Subnets), draft.Links(domain, "vpc_options.security_group_ids", SecurityGroups.Types)) { Ports = Placement.Tcp(443) },
        domain.First("vpc_options"), "security_group_ids");

    /// <summary>A file system is reached by its mount targets, with NFS.</summary>
    private IEnumerable<Placement> Mount(PlanResource mount) => draft.Links(mount, "file_system_id", "aws_efs_file_system")
        .Select(system => Grouped(new(system.Target, draft.Links(mount, "subnet_id", Kinds.Subnets), draft.Links(mount, "security_groups", SecurityGroups.Types)) { Ports = Placement.Tcp(2049) }, mount, "security_groups"));

    private static Placement Grouped(Placement placed, Block says, string name) => placed with { HasOtherGroups = (says.Texts(name).Value?.Count ?? 0) > placed.Groups.Count };

    /// <summary>By its own setting, or that of an instance of the cluster.</summary>
    private static Claim? Public(PlanResource database) => Claim.Surest(database.ReferredBy
        .Where(each => each.Plain == "cluster_identifier" && each.Source.Type.EndsWith("_cluster_instance", StringComparison.Ordinal)).Select(each => each.Source).Append(database)
        .Select(each => each.Flag("publicly_accessible") is { Value: true } ? Claim.Observed(each.Says("publicly_accessible"))
            : each.IsUnknown("publicly_accessible") && each.References.Any(reference => reference.Plain == "publicly_accessible") ? Claim.Unknown(each.Says("publicly_accessible")) : null));

    private static int? PortOf(PlanResource database)
    {
        if (database.Number("port") is { IsKnown: true, Value: var port })
            return port;
        // A port that is made from something is not the engine's.
        return database.References.Any(each => each.Plain == "port") || database.Text("engine").Value is not { } engine ? null
            : Ports.Where(each => engine.StartsWith(each.Engine, StringComparison.OrdinalIgnoreCase)).Select(each => (int?)each.Port).FirstOrDefault();
    }
}
