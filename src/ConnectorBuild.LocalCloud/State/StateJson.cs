using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.LocalCloud.State;

/// <summary>The state as one JSON document.</summary>
internal static class StateJson
{
    /// <summary>
    /// The version that this program writes, and the newest that it reads. Version 1 has no ports. Connections were added to version 2: a
    /// program that does not know them reads the rest.
    /// </summary>
    public const int Version = 2;

    /// <summary>Writes everything. Rows are never changed in place, so the text of each is made once.</summary>
    public static byte[] Write(CloudState state, ConditionalWeakTable<JsonObject, byte[]> texts)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteNumber("drawn", state.Ids.Counter);
            json.WriteNumber("port", state.Port);
            json.WriteBase64String("tlsCertificate", state.TlsCertificate);
            json.WriteBase64String("signingKey", state.SigningKey.ExportPkcs8PrivateKey());
            json.WriteStartArray("tenants");
            foreach (var tenant in state.Tenants.Values)
            {
                WriteTenant(json, tenant, texts);
            }

            json.WriteEndArray();
            json.WriteStartArray("environments");
            foreach (var environment in state.Environments.Values)
            {
                WriteEnvironment(json, environment, texts);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static CloudState Read(JsonObject json, LocalCloudOptions options, Func<string, string> keyOf)
    {
        var state = new CloudState
        {
            Options = options,
            Ids = new IdSource(options.Seed, json["drawn"]!.GetValue<long>()),
            SigningKeySource = SigningKeySource.Stored(Convert.FromBase64String(json.Text("signingKey")!)),
            TlsCertificate = Convert.FromBase64String(json.Text("tlsCertificate")!),
            Port = json["port"]?.GetValue<int>() ?? 0,
        };
        foreach (var tenant in json.Items("tenants"))
        {
            state.Tenants[tenant.Text("name")!] = ReadTenant(tenant);
        }

        foreach (var environment in json.Items("environments"))
        {
            state.Environments[environment.Text("name")!] = ReadEnvironment(environment, state.Tenants, keyOf);
        }

        return state;
    }

    private static void WriteTenant(Utf8JsonWriter json, Tenant tenant, ConditionalWeakTable<JsonObject, byte[]> texts)
    {
        json.WriteStartObject();
        json.WriteString("name", tenant.Name);
        json.WriteString("id", tenant.Id);
        json.WriteString("domain", tenant.Domain);
        json.WriteString("deployer", tenant.DeployerAppId);
        json.WriteString("maker", tenant.MakerId);
        json.WriteStartObject("objects");
        foreach (var kind in Enum.GetValues<DirectoryKind>())
        {
            WriteAll(json, kind.ToString(), tenant.Directory.Current.All(kind), texts);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteEnvironment(Utf8JsonWriter json, DataverseEnvironment environment, ConditionalWeakTable<JsonObject, byte[]> texts)
    {
        json.WriteStartObject();
        json.WriteString("name", environment.Name);
        json.WriteString("id", environment.Id);
        json.WriteString("organization", environment.OrganizationId);
        json.WriteString("businessUnit", environment.BusinessUnitId);
        json.WriteString("tenant", environment.Tenant.Name);
        json.WriteNumber("version", environment.Version);
        json.WriteNumber("port", environment.Port);
        json.WriteStartObject("tables");
        foreach (var (name, rows) in environment.Tables)
        {
            WriteAll(json, name, rows.Values, texts);
        }

        json.WriteEndObject();
        WriteAll(json, "connections", environment.Connections.Values, texts);
        json.WriteEndObject();
    }

    private static void WriteAll(Utf8JsonWriter json, string name, IEnumerable<JsonObject> objects, ConditionalWeakTable<JsonObject, byte[]> texts)
    {
        json.WriteStartArray(name);
        foreach (var value in objects)
        {
            json.WriteRawValue(texts.GetValue(value, static o => Encoding.UTF8.GetBytes(o.ToJsonString())), skipInputValidation: true);
        }

        json.WriteEndArray();
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

    private static DataverseEnvironment ReadEnvironment(JsonObject json, Dictionary<string, Tenant> tenants, Func<string, string> keyOf)
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
            Port = json["port"]?.GetValue<int>() ?? 0,
        };
        foreach (var (name, rows) in json["tables"]!.AsObject())
        {
            var key = keyOf(name);
            foreach (var row in rows!.AsArray().OfType<JsonObject>())
            {
                environment.Put(name, row.Text(key)!, row.Copy());
            }
        }

        foreach (var connection in json.Items("connections"))
        {
            environment.PutConnection(connection.Text("id")!, connection.Copy());
        }

        return environment;
    }
}
