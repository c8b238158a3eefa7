using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Diagnostics;

namespace ConnectorBuild.Tool.Calls;

/// <summary>A request to the gateway, made of an operation and values as Power Apps makes them.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query behind the connection's address.</param>
/// <param name="Headers">Header fields.</param>
/// <param name="Body">The body; null without one.</param>
/// <param name="ContentType">The body's type.</param>
internal sealed record CallRequest(
    string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[]? Body, string? ContentType)
{
    /// <summary>Makes the request.</summary>
    /// <exception cref="ConnectorException">CB9614: a parameter is unknown, or has no value.</exception>
    public static CallRequest Create(SwaggerDocument document, SwaggerOperation operation, CallValues values)
    {
        var parameters = document.Parameters(operation);
        var names = parameters.Select(p => p.Name).ToList();
        if (values.Parameters.FirstOrDefault(v => !names.Contains(v.Key, StringComparer.OrdinalIgnoreCase)) is { Key: { } unknown })
        {
            throw Wrong(
                operation,
                $"has no parameter '{unknown}'{NearestName.Hint(unknown, names)}; it has "
                    + $"{(names.Count == 0 ? "none" : string.Join(", ", names))}");
        }

        var (path, query, headers, form) = (operation.Path, new List<string>(), new List<KeyValuePair<string, string>>(), new List<KeyValuePair<string, string>>());
        var (body, type) = (values.Body, document.Consumes(operation) is [var first, ..] ? first : "application/json");
        foreach (var parameter in parameters)
        {
            IReadOnlyList<string> given = [.. values.Parameters[parameter.Name]];
            if (given.Count == 0 && parameter.Default is { } value)
            {
                given = [value];
            }

            if (parameter.In == "body" && body is null && given.Count > 0)
            {
                body = Encoding.UTF8.GetBytes(given[0]);
            }

            if (parameter.IsRequired && given.Count == 0 && !(parameter.In == "body" && body is not null))
            {
                throw Wrong(operation, parameter.In == "body"
                    ? $"needs a body; name a file with --body, or write --parameter '{parameter.Name}=...'"
                    : $"needs a value for '{parameter.Name}' ({parameter.In}); write --parameter {parameter.Name}=...");
            }

            if (given.Count > 0)
            {
                Add(parameter, [.. given.Select(g => Formatted(parameter, g))], ref path, query, headers, form);
            }
        }

        if (headers.FindIndex(h => h.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)) is >= 0 and var own)
        {
            type = headers[own].Value;
            headers.RemoveAt(own);
        }

        if (body is null && form.Count > 0)
        {
            (body, type) = (Encoding.UTF8.GetBytes(
                string.Join(
                    '&',
                    form.Select(
                        f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}"))), "application/x-www-form-urlencoded");
        }

        // A tool server answers a client only that takes both (MCP, streamable HTTP); agents do.
        if (SwaggerDocument.Text(operation.Json, "x-ms-agentic-protocol") is not null
            && !headers.Exists(h => h.Key.Equals("Accept", StringComparison.OrdinalIgnoreCase)))
        {
            headers.Add(KeyValuePair.Create("Accept", "application/json, text/event-stream"));
        }

        return new CallRequest(
            operation.Method, query.Count == 0 ? path : $"{path}?{string.Join('&', query)}", headers, body, body is null ? null : type);
    }

    /// <summary>The message for an address.</summary>
    /// <param name="url">The whole address.</param>
    /// <param name="token">The gateway's token; null for none.</param>
    public HttpRequestMessage ToMessage(Uri url, string? token)
    {
        var message = new HttpRequestMessage(new HttpMethod(Method), url);
        foreach (var (name, value) in Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        message.Headers.TryAddWithoutValidation("User-Agent", "dotnet-connector");
        message.Headers.TryAddWithoutValidation("x-ms-client-request-id", Guid.NewGuid().ToString());
        message.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        }

        return message;
    }

    private static void Add(
        SwaggerParameter parameter, IReadOnlyList<string> values, ref string path, List<string> query, List<KeyValuePair<string, string>> headers, List<KeyValuePair<string, string>> form)
    {
        switch (parameter.In)
        {
            case "path":
                var encoded = Uri.EscapeDataString(values[0]);
                var isDouble = SwaggerDocument.Text(parameter.Json, "x-ms-url-encoding") == "double";
                path = path.Replace($"{{{parameter.Name}}}", isDouble ? Uri.EscapeDataString(encoded) : encoded, StringComparison.Ordinal);
                break;
            case "query" when SwaggerDocument.Text(parameter.Json, "collectionFormat") == "multi":
                query.AddRange(values.Select(v => $"{Uri.EscapeDataString(parameter.Name)}={Uri.EscapeDataString(v)}"));
                break;
            case "query":
                query.Add($"{Uri.EscapeDataString(parameter.Name)}={Uri.EscapeDataString(string.Join(',', values))}");
                break;
            case "header":
                headers.Add(KeyValuePair.Create(parameter.Name, string.Join(',', values)));
                break;
            case "formData":
                form.AddRange(values.Select(v => KeyValuePair.Create(parameter.Name, v)));
                break;
        }
    }

    private static string Formatted(SwaggerParameter parameter, string value) => SwaggerDocument.Text(parameter.Json, "format") switch
    {
        "date-time" when DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) =>
            time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        "date" when DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) =>
            day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => value,
    };

    private static ConnectorException Wrong(SwaggerOperation operation, string what) =>
        new(new Diagnostic(RuntimeErrors.ParametersWrong, $"The operation '{operation.Id}' {what}. Nothing was called."));
}
