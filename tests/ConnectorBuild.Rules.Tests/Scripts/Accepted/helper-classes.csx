public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var order = JsonConvert.DeserializeObject<Order>(await Context.Request.Content.ReadAsStringAsync());
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = CreateJsonContent(JsonConvert.SerializeObject(order.Shorten())) };
    }

    private sealed class Line
    {
        [JsonProperty("sku", NullValueHandling = NullValueHandling.Ignore)]
        public string Sku { get; set; }
    }

    public class Order
    {
        [JsonProperty("id")]
        public string Id { get; set; }

        [JsonIgnore]
        public string Internal { get; set; }

        private List<Line> Lines { get; } = new List<Line>();

        public int Count => Lines.Count;
    }
}

public static class Extensions
{
    public static Script.Order Shorten(this Script.Order order)
    {
        order.Id = order.Id?.Trim();
        return order;
    }
}
