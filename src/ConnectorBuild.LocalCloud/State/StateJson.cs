using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.State;

/// <summary>The state as one JSON document.</summary>
internal static class StateJson
{
    /// <summary>The version that this program writes, and the newest that it reads.</summary>
    public const int Version = 1;

    public static JsonObject Write(CloudState state) => new()
    {
        ["version"] = Version,
        ["seed"] = state.Options.Seed,
        ["drawn"] = state.Ids.Counter,
        ["tlsCertificate"] = Convert.ToBase64String(state.TlsCertificate),
        ["signingKey"] = Convert.ToBase64String(state.SigningKey.ExportPkcs8PrivateKey()),
        ["tenants"] = new JsonArray([.. state.Tenants.Values.Select(t => (JsonNode)WriteTenant(t))]),
        ["environments"] = new JsonArray([.. state.Environments.Values.Select(e => (JsonNode)WriteEnvironment(e))]),
    };

    public static CloudState Read(JsonObject json, LocalCloudOptions options)
    {
        var state = new CloudState
        {
            Options = options,
            Ids = new IdSource(options.Seed, json["drawn"]!.GetValue<long>()),
            SigningKeySource = SigningKeySource.Stored(Convert.FromBase64String(json.Text("signingKey")!)),
            TlsCertificate = Convert.FromBase64String(json.Text("tlsCertificate")!),
        };
        foreach (var tenant in json.Items("tenants"))
        {
            state.Tenants[tenant.Text("name")!] = ReadTenant(tenant);
        }

        foreach (var environment in json.Items("environments"))
        {
            state.Environments[environment.Text("name")!] = ReadEnvironment(environment, state.Tenants);
        }

        return state;
    }

    private static JsonObject WriteTenant(Tenant tenant)
    {
        var objects = new JsonObject();
        foreach (var kind in Enum.GetValues<DirectoryKind>())
        {
            objects[kind.ToString()] = new JsonArray([.. tenant.Directory.Current.All(kind).Select(o => (JsonNode)o.Copy())]);
        }

        return new JsonObject
        {
            ["name"] = tenant.Name,
            ["id"] = tenant.Id,
            ["domain"] = tenant.Domain,
            ["deployer"] = tenant.DeployerAppId,
            ["maker"] = tenant.MakerId,
            ["objects"] = objects,
        };
    }

    private static Tenant ReadTenant(JsonObject json)
    {
        var tenant = new Tenant
        {
            Name = json.Text("name")!,
            Id = json.Text("id")!,
            Domain = json.Text("domain")!,
            DeployerAppId = json.Text("deployer")!,
            MakerId = json.Text("maker")!,
            Options = new LocalTenantOptions { Name = json.Text("name")! },
        };
        foreach (var kind in Enum.GetValues<DirectoryKind>())
        {
            foreach (var value in json["objects"].Items(kind.ToString()))
            {
                tenant.Directory.Put(kind, value.Text("id")!, value.Copy(), DateTimeOffset.UnixEpoch);
            }
        }

        return tenant;
    }

    private static JsonObject WriteEnvironment(DataverseEnvironment environment)
    {
        var tables = new JsonObject();
        foreach (var (name, rows) in environment.Tables)
        {
            tables[name] = new JsonArray([.. rows.Values.Select(r => (JsonNode)r.Copy())]);
        }

        return new JsonObject
        {
            ["name"] = environment.Name,
            ["id"] = environment.Id,
            ["organization"] = environment.OrganizationId,
            ["businessUnit"] = environment.BusinessUnitId,
            ["tenant"] = environment.Tenant.Name,
            ["version"] = environment.Version,
            ["tables"] = tables,
        };
    }

    private static DataverseEnvironment ReadEnvironment(JsonObject json, Dictionary<string, Tenant> tenants)
    {
        var environment = new DataverseEnvironment
        {
            Name = json.Text("name")!,
            Id = json.Text("id")!,
            OrganizationId = json.Text("organization")!,
            BusinessUnitId = json.Text("businessUnit")!,
            Tenant = tenants[json.Text("tenant")!],
            Options = new LocalEnvironmentOptions { Name = json.Text("name")!, Tenant = json.Text("tenant")! },
            Version = json["version"]!.GetValue<long>(),
        };
        foreach (var (name, rows) in json["tables"]!.AsObject())
        {
            var table = Dataverse.Tables.ByName(name);
            foreach (var row in rows!.AsArray().OfType<JsonObject>())
            {
                environment.Put(name, row.Text(table.Key)!, row.Copy());
            }
        }

        return environment;
    }
}
