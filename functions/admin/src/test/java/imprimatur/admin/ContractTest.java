package imprimatur.admin;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the other tests rely on: that a breach of the contract is noticed. */
class ContractTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /admin/me | 200 | application/json | '{\"name\":\"sam\"}'",
                "GET | /admin/me | 200 | application/json | '{\"name\":\"sam\",\"groups\":[\"root\"]}'",
                "GET | /admin/me | 200 | application/json | '{\"name\":\"sam\",\"groups\":[\"lead\"],\"email\":\"x\"}'",
                "GET | /admin/me | 200 | text/html | '{\"name\":\"sam\",\"groups\":[\"lead\"]}'",
                "GET | /admin/me | 418 | application/json | '{}'",
                "GET | /admin/me | 403 | application/problem+json | '{\"status\":403}'",
                "DELETE | /admin/banks/local/pdq/0 | 204 | '' | '{}'"
            })
    void aBreachIsNoticed(String method, String path, int status, String type, String body) {
        assertThrows(AssertionError.class, () -> Contract.holdsAnswer(method, path, status, type, body));
    }
}
