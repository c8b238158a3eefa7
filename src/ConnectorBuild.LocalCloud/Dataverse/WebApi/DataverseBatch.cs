using System.Globalization;
using System.Text;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.Requests;

namespace ConnectorBuild.LocalCloud.Dataverse.WebApi;

/// <summary><c>$batch</c>: multipart/mixed with requests and change sets; a change set happens as a whole or not at all.</summary>
internal static class DataverseBatch
{
    private const int Limit = 1000;

    public static CloudResponse Handle(DataverseContext context)
    {
        if (Multipart.Boundary(context.Request.Header("Content-Type")) is not { } boundary)
        {
            throw context.Refuse(DataverseError.BadRequest("The content type of a batch must be multipart/mixed with a boundary."));
        }

        var run = new Run(context);
        var failed = false;
        foreach (var part in Multipart.Parts(Encoding.UTF8.GetString(context.Request.Body), boundary))
        {
            var succeeded = Multipart.Boundary(part.ContentType) is { } inner ? run.ChangeSet(Multipart.Parts(part.Body, inner)) : run.Single(part);
            failed |= !succeeded;
            if (failed && !context.Request.Prefers("odata.continue-on-error"))
            {
                break;
            }
        }

        var answerBoundary = $"batchresponse_{context.State.Ids.NextId()}";
        var status = failed && !context.Request.Prefers("odata.continue-on-error") ? 400 : 200;
        return CloudResponse.Bytes(status, Encoding.UTF8.GetBytes(run.Text(answerBoundary)), $"multipart/mixed; boundary={answerBoundary}");
    }

    private sealed class Run(DataverseContext context)
    {
        private readonly List<string> _answers = [];
        private int _count;

        public bool Single(MultipartPart part)
        {
            var answer = Send(part, []);
            _answers.Add(Multipart.Answer(answer, part.ContentId));
            return answer.IsSuccess;
        }

        public bool ChangeSet(IReadOnlyList<MultipartPart> parts)
        {
            var restore = context.Environment.Snapshot();
            var ids = new Dictionary<string, string>(StringComparer.Ordinal);
            var inner = new List<string>();
            foreach (var part in parts)
            {
                var answer = part.Body.StartsWith("GET ", StringComparison.Ordinal)
                    ? context.Refuse(DataverseError.BadRequest("A change set may not contain a GET request.")).Response
                    : Send(part, ids);
                if (!answer.IsSuccess)
                {
                    restore();
                    _answers.Add(Multipart.Answer(answer, part.ContentId));
                    return false;
                }

                if (part.ContentId is { } id && answer.Headers.TryGetValue("OData-EntityId", out var address))
                {
                    ids["$" + id] = address;
                }

                inner.Add(Multipart.Answer(answer, part.ContentId));
            }

            var boundary = $"changesetresponse_{context.State.Ids.NextId()}";
            _answers.Add($"Content-Type: multipart/mixed; boundary={boundary}\r\n\r\n{Multipart.Join(inner, boundary)}");
            return true;
        }

        public string Text(string boundary) => Multipart.Join(_answers, boundary);

        private CloudResponse Send(MultipartPart part, Dictionary<string, string> ids)
        {
            if (++_count > Limit)
            {
                throw context.Refuse(
                    new DataverseError(
                        400, "0x8006FFFF", string.Create(CultureInfo.InvariantCulture, $"The batch has more than {Limit} requests.")));
            }

            var answer = Answer(part, ids, out var method, out var target);
            context.Request.Parts.Add(new RequestPart(method, target, answer.Status));
            return answer;
        }

        private CloudResponse Answer(MultipartPart part, Dictionary<string, string> ids, out string method, out string target)
        {
            (method, target) = ("", "");
            if (part.Request(ids) is not { } request)
            {
                return context.Refuse(DataverseError.BadRequest("A part of the batch is not an HTTP request.")).Response;
            }

            (method, target) = (request.Method, request.Target);
            var (path, query) = DataversePath.Read(request.Target);
            if (path is null)
            {
                return context.Refuse(DataverseError.BadRequest($"'{request.Target}' is not an address of this service.")).Response;
            }

            var headers = new Dictionary<string, string>(request.Headers, StringComparer.OrdinalIgnoreCase)
            {
                ["Authorization"] = context.Request.Header("Authorization")!,
            };
            return path == "/$batch"
                ? context.Refuse(DataverseError.BadRequest("A batch may not contain a batch.")).Response
                : context.HandlePart!(
                    new CloudRequest
                    {
                        Method = request.Method,
                        Path = path,
                        Query = QueryText.Parse(query),
                        Headers = headers,
                        Body = Encoding.UTF8.GetBytes(request.Body),
                        BaseUrl = context.Request.BaseUrl,
                    },
                    $"/api/data/v9.2{path}{query}");
        }
    }
}
