using System.Text;
using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.Dataverse.WebApi;

/// <summary>An HTTP request inside a part.</summary>
internal sealed record InnerRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>A part of a multipart body.</summary>
internal sealed record MultipartPart(string? ContentType, string? ContentId, string Body)
{
    /// <summary>
    /// The HTTP request in the part, with <c>$1</c> replaced by the address of the row that request 1 made; null where it is not one.
    /// </summary>
    public InnerRequest? Request(IReadOnlyDictionary<string, string> addresses)
    {
        var (head, body) = Multipart.Split(Body);
        if (head.Split("\r\n") is not [var first, .. var fields] || first.Split(' ') is not [var method, var target, ..])
        {
            return null;
        }

        foreach (var (id, address) in addresses)
        {
            target = target == id || target.StartsWith(id + "/", StringComparison.Ordinal) ? address + target[id.Length..] : target;
            body = body.Replace($"\"{id}\"", $"\"{address}\"", StringComparison.Ordinal);
        }

        return new InnerRequest(method, target, Multipart.Fields(fields), body.TrimEnd('\r', '\n'));
    }
}

/// <summary>Reads and writes multipart/mixed.</summary>
internal static class Multipart
{
    /// <summary>The boundary in a content type; null where it is not multipart/mixed.</summary>
    public static string? Boundary(string? contentType) =>
        contentType?.StartsWith("multipart/mixed", StringComparison.OrdinalIgnoreCase) == true && contentType.Split("boundary=") is [_, var boundary]
            ? boundary.Split(';')[0].Trim().Trim('"')
            : null;

    /// <summary>The parts between the boundaries.</summary>
    public static IReadOnlyList<MultipartPart> Parts(string body, string boundary)
    {
        var normal = body.ReplaceLineEndings("\r\n");
        var parts = new List<MultipartPart>();
        foreach (var piece in normal.Split("--" + boundary).Skip(1))
        {
            if (piece.StartsWith("--", StringComparison.Ordinal))
            {
                break;
            }

            var (head, content) = Split(piece.TrimStart('\r', '\n'));
            var fields = Fields(head.Split("\r\n"));
            parts.Add(new MultipartPart(fields.GetValueOrDefault("Content-Type"), fields.GetValueOrDefault("Content-ID"), content));
        }

        return parts;
    }

    /// <summary>What is in front of the first empty line, and what is behind it.</summary>
    public static (string Head, string Body) Split(string text)
    {
        var at = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return at < 0 ? (text.TrimEnd('\r', '\n'), "") : (text[..at], text[(at + 4)..]);
    }

    /// <summary>Header fields.</summary>
    public static IReadOnlyDictionary<string, string> Fields(IEnumerable<string> lines)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in lines.Select(l => l.Split(':', 2)).Where(p => p.Length == 2))
        {
            fields[pair[0].Trim()] = pair[1].Trim();
        }

        return fields;
    }

    /// <summary>An answer as the content of a part, its head included.</summary>
    public static string Answer(CloudResponse answer, string? contentId)
    {
        var text = new StringBuilder("Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n");
        if (contentId is not null)
        {
            text.Append("Content-ID: ").Append(contentId).Append("\r\n");
        }

        text.Append("\r\nHTTP/1.1 ").Append(answer.Status).Append(' ').Append((System.Net.HttpStatusCode)answer.Status).Append("\r\n");
        foreach (var (name, value) in answer.Headers)
        {
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        return text.Append("\r\n").Append(Encoding.UTF8.GetString(answer.Body)).ToString();
    }

    /// <summary>Puts boundaries around parts.</summary>
    public static string Join(IEnumerable<string> parts, string boundary)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append("--").Append(boundary).Append("\r\n").Append(part).Append("\r\n");
        }

        return text.Append("--").Append(boundary).Append("--\r\n").ToString();
    }
}
