using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Diagnostics;

namespace ConnectorBuild.LocalCloud.Options;

/// <summary>
/// How a local cloud behaves, as a JSON file: the members of <see cref="LocalCloudOptions"/>, <see cref="LocalTenantOptions"/> and
/// <see cref="LocalEnvironmentOptions"/> with a small first letter, durations as <c>00:00:04</c>. What the host decides (state file,
/// clock, key) is not among them.
/// </summary>
public static partial class LocalCloudOptionsFile
{
    private static readonly string[] HostsOwn =
        ["clock", "stateFile", "isAttachable", "signingKey", "requestLogLimit"];

    private static readonly Type[] Described =
    [
        typeof(LocalCloudOptions), typeof(LocalTenantOptions), typeof(LocalEnvironmentOptions), typeof(LocalApiOptions), typeof(LocalScopeOptions), typeof(LocalAppRoleOptions), typeof(LocalUserOptions),
        typeof(LocalComponentOptions), typeof(LocalRuntimeOptions), typeof(FaultRule),
    ];

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        TypeInfoResolver = LocalCloudOptionsJsonContext.Default.WithAddedModifier(WithoutHostsOwn),
    };

    /// <summary>The form of an options file, from which its JSON schema is made.</summary>
    internal static JsonSerializerOptions Form => Strict;

    /// <summary>Reads an options file.</summary>
    /// <param name="path">The file: strict JSON, UTF-8.</param>
    /// <exception cref="ConnectorException">CB9505: it cannot be read, is not JSON, has an unknown name, or a value that is out of range.</exception>
    public static LocalCloudOptions Read(string path)
    {
        byte[] text;
        try
        {
            text = RegularFile.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure($"cannot be read: {e.Message.TrimEnd('.')}", new SourceLocation(path), e);
        }

        text = text.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;
        try
        {
            var options = JsonSerializer.Deserialize(text, (JsonTypeInfo<LocalCloudOptions>)Strict.GetTypeInfo(typeof(LocalCloudOptions)))
                ?? throw Failure("holds null instead of an object", new SourceLocation(path));
            return Problem(options) is { } problem ? throw Failure(problem, new SourceLocation(path)) : options;
        }
        catch (JsonException e)
        {
            throw Failure(Describe(e), Locate(e, path, text), e);
        }
    }

    /// <summary>Reads a fault that was given by itself.</summary>
    /// <param name="json">The JSON of a <see cref="FaultRule"/>.</param>
    /// <exception cref="ConnectorException">CB9505: it is not JSON, has an unknown name, or a value that is out of range.</exception>
    public static FaultRule ReadFault(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var fault = JsonSerializer.Deserialize(json, (JsonTypeInfo<FaultRule>)Strict.GetTypeInfo(typeof(FaultRule)));
            return FaultRule.Problem(fault) is { } problem ? throw FaultFailure(problem) : fault!;
        }
        catch (JsonException e)
        {
            throw FaultFailure(Describe(e), e);
        }
    }

    private static ConnectorException FaultFailure(string what, Exception? inner = null) => new(
        new Diagnostic(
            LocalCloudErrors.OptionsInvalid,
            $"The fault {what}. The local cloud was not started. docs/local-cloud.md lists the members of a fault."), inner);

    private static string? Problem(LocalCloudOptions options)
    {
        var tenants = options.Tenants.Select(t => t.Name).ToList();
        return options.Environments.FirstOrDefault(e => !tenants.Contains(e.Tenant, StringComparer.OrdinalIgnoreCase)) is { } homeless
                ? $"names the tenant '{homeless.Tenant}' for environment '{homeless.Name}', and tenants has {Names(tenants)}"
            : Twice(tenants) is { } tenant ? $"has two tenants '{tenant}'"
            : Twice(options.Environments.Select(e => e.Name)) is { } environment ? $"has two environments '{environment}'"
            : options.Tenants.Count == 0 || options.Environments.Count == 0 ? "leaves no tenant or no environment"
            : Ports(options).Where(p => p is < 1 or > 65535).Select(p => (int?)p)
                .FirstOrDefault() is { } port ? $"names the port {port}, which is not from 1 to 65535"
            : Ports(options).GroupBy(p => p).FirstOrDefault(g => g.Count() > 1) is { } shared ? $"names the port {shared.Key} twice"
            : options.StaleShare is < 0 or > 1 ? "has a staleShare that is not from 0 to 1"
            : IsNegative(options) ? "has a negative duration or limit"
            : options.Faults.Select(FaultRule.Problem).FirstOrDefault(p => p is not null) is { } fault ? $"has a fault that {fault}"
            : RuntimeOptionsCheck.Problem(options)
                ?? options.Tenants.Select(t => ApiOptionsCheck.Problem(t) ?? UserOptionsCheck.Problem(t))
                    .FirstOrDefault(p => p is not null);
    }

    private static IEnumerable<int> Ports(LocalCloudOptions options) =>
        options.Environments.Select(e => e.Port).Prepend(options.Port).OfType<int>();

    private static bool IsNegative(LocalCloudOptions options) =>
        options.ReplicationLag < TimeSpan.Zero || options.SecretDelay < TimeSpan.Zero
        || options.Environments.Any(
            e => e.ImportDuration < TimeSpan.Zero || e.LiveLag < TimeSpan.Zero || e.RequestWindow < TimeSpan.Zero
                || e.ExecutionTimeLimit < TimeSpan.Zero || e.RequestLimit < 0 || e.ConcurrencyLimit < 0);

    private static string? Twice(IEnumerable<string> names) =>
        names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1)?.Key;

    private static string Names(List<string> names) => names.Count == 0 ? "none" : $"only {string.Join(", ", names.Select(n => $"'{n}'"))}";

    private static void WithoutHostsOwn(JsonTypeInfo type)
    {
        if (type.Type == typeof(LocalCloudOptions))
        {
            foreach (var property in type.Properties.Where(p => HostsOwn.Contains(p.Name, StringComparer.Ordinal)).ToList())
            {
                type.Properties.Remove(property);
            }
        }
    }

    // System.Text.Json speaks of .NET types; the author of the file knows none.
    private static string Describe(JsonException e) =>
        Unknown().Match(e.Message) is { Success: true } unknown
            ? $"has '{unknown.Groups["name"].Value}', which is not an option there; {Known(unknown.Groups["type"].Value)}"
        : Required().Match(e.Message) is { Success: true } required ? $"leaves out {required.Groups["names"].Value} at {e.Path}"
        : e.Message.Contains(
            "could not be converted to System.TimeSpan",
            StringComparison.Ordinal) ? $"has something that is not a duration at {e.Path}; write hours, minutes and seconds, such as "
                + $"\"00:00:04\""
        : EnumNames(e.Message) is { } names ? $"has another value than {names} at {e.Path}"
        : Converted().IsMatch(e.Message) ? $"has a value of the wrong kind at {e.Path}"
        : $"is not the JSON of an options file: {Position().Replace(e.Message, "").TrimEnd('.')}";

    private static string? EnumNames(string message) =>
        new[] { typeof(UnknownApis), typeof(ScopeConsent), typeof(RoleMembers), typeof(ScriptPlace), typeof(AbsentSection), typeof(DuplicateKeys), typeof(FaultMoment) }.FirstOrDefault(t => message.Contains(t.FullName!, StringComparison.Ordinal)) is { } type
            ? string.Join(" or ", Enum.GetNames(type).Select(n => $"\"{JsonNamingPolicy.CamelCase.ConvertName(n)}\""))
            : null;

    private static string Known(string type)
    {
        var described = Array.Find(Described, t => t.FullName == type);
        return described is null ? "see the list" : $"there are {string.Join(", ", Strict.GetTypeInfo(described).Properties.Select(p => p.Name).Where(n => n != "$schema"))}";
    }

    // The reader stands behind what it read: the name itself is looked for before that, on the same line.
    private static SourceLocation Locate(JsonException e, string path, byte[] text)
    {
        if (e.LineNumber is not { } line || e.BytePositionInLine is not { } position)
        {
            return new SourceLocation(path);
        }

        var lines = Encoding.UTF8.GetString(text).Split('\n');
        var whole = lines[Math.Min((int)line, lines.Length - 1)];
        var bytes = Encoding.UTF8.GetBytes(whole);
        var before = Encoding.UTF8.GetString(bytes, 0, Math.Min((int)position, bytes.Length));
        var column = Unknown().Match(e.Message) is { Success: true } unknown
            && before.LastIndexOf($"\"{unknown.Groups["name"].Value}\"", StringComparison.Ordinal) is >= 0 and var start
            ? start
            : before.Length;
        return new SourceLocation(path, (int)line + 1, column + 1, 0, 0);
    }

    private static ConnectorException Failure(string what, SourceLocation location, Exception? inner = null) => new(
        new Diagnostic(
            LocalCloudErrors.OptionsInvalid,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The options file {what}. The local cloud was not started. docs/local-cloud.md lists the options."),
            location),
        inner);

    [GeneratedRegex("""The JSON property '(?<name>.*?)' could not be mapped to any \.NET member contained in type '(?<type>[^']*)'""")]
    private static partial Regex Unknown();

    [GeneratedRegex("missing required properties including: (?<names>.*?)[.]? ?(Path|$)")]
    private static partial Regex Required();

    [GeneratedRegex("could not be converted to|doesn't allow setting null|cannot be null")]
    private static partial Regex Converted();

    [GeneratedRegex(" Path: .*$| LineNumber: .*$")]
    private static partial Regex Position();
}

[JsonSerializable(typeof(LocalCloudOptions))]
internal sealed partial class LocalCloudOptionsJsonContext : JsonSerializerContext;
