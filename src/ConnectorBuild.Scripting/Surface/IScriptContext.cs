using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

#pragma warning disable CA1050 // Declare types in namespaces: scripts name the type without one, as the platform does.

/// <summary>
/// What a script knows of the call that it handles. The first five members are documented by Microsoft; published scripts use the others,
/// too.
/// </summary>
public interface IScriptContext
{
    /// <summary>An id of this call, which is also in the platform's own logs.</summary>
    string CorrelationId { get; }

    /// <summary>The operationId of the operation that is called. In some regions the platform gives its base64 form (UTF-8).</summary>
    string OperationId { get; }

    /// <summary>The request, which the script may change and send on.</summary>
    HttpRequestMessage Request { get; }

    /// <summary>A log. On the platform nobody sees it; a test host captures it.</summary>
    ILogger Logger { get; }

    /// <summary>Sends a request, to whatever host it names.</summary>
    Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>The URL as the caller sent it, before policies changed it. Not documented; published connectors use it.</summary>
    Uri OriginalRequestUri { get; }

    /// <summary>
    /// The URL by which a backend can call the connector's trigger. Not documented; published connectors use it with one path and query.
    /// </summary>
    Uri CreateNotificationUri(params string[] args);

    /// <summary>
    /// The connection's parameters by name. Not documented, and no published connector of Microsoft's repository proves that the platform
    /// has it: a build warns of its use (CB5203).
    /// </summary>
    IDictionary<string, string> ConnectionParameters { get; }
}
