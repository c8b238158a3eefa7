/// <summary>The API answers with a bare list and with numbers for states; makers get an object with a list, and words.</summary>
public class Script : ScriptBase
{
    private static readonly string[] States = { "ordered", "under way", "delivered" };

    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var operation = OperationId();
        if (operation != "ListParcels")
        {
            var unknown = new HttpResponseMessage(HttpStatusCode.BadRequest);
            unknown.Content = CreateJsonContent(JsonConvert.SerializeObject(new { message = $"Unknown operation '{operation}'" }));
            return unknown;
        }

        this.Context.Request.RequestUri = WithStateAsNumber(this.Context.Request.RequestUri);
        var response = await this.Context.SendAsync(this.Context.Request, this.CancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            this.Context.Logger.LogWarning("The API answered {Status}", (int)response.StatusCode);
            return response;
        }

        var parcels = JArray.Parse(await response.Content.ReadAsStringAsync().ConfigureAwait(false));
        foreach (var parcel in parcels)
        {
            parcel["state"] = States[parcel.Value<int>("state")];
        }

        response.Content = CreateJsonContent(new JObject { ["value"] = parcels }.ToString(Formatting.None));
        return response;
    }

    // In some regions the id arrives in base64.
    private string OperationId()
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(this.Context.OperationId));
        }
        catch (FormatException)
        {
            return this.Context.OperationId;
        }
    }

    private static Uri WithStateAsNumber(Uri uri)
    {
        var query = HttpUtility.ParseQueryString(uri.Query);
        var state = Array.IndexOf(States, query["state"]);
        if (state >= 0)
        {
            query["state"] = state.ToString();
        }

        return new UriBuilder(uri) { Query = query.ToString() }.Uri;
    }
}
