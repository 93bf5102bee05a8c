"""The public test suite for Jupyter kernels, whole, and what it leaves out: input, live streams, interrupts."""
import unittest

import jupyter_kernel_test
from jupyter_kernel_test import validate_message

TIMEOUT = 120  # how long to wait for what must happen; no claim about speed
jupyter_kernel_test.TIMEOUT = TIMEOUT


class CompNeuroKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = "compneuro"
    language_name = "C#"
    file_extension = ".cs"

    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("oops");'

    completion_samples = [
        {"text": '"🧠".Subs', "matches": {"Substring"}},
        {"text": "Math.Sqr", "matches": {"Sqrt"}},
        {"text": "Console.WriteL", "matches": {"WriteLine"}},
    ]

    complete_code_samples = ["1 + 1", "var x = 3;", "int F(int n)\n{\n    return n;\n}", "// nothing"]
    incomplete_code_samples = ["for (var i = 0; i < 3; i++)\n{", "Console.WriteLine(", "int F(int n)\n{"]
    invalid_code_samples = ["var 1x = 2;", "}", "int = 3;"]

    code_page_something = "?Console.WriteLine"
    code_generate_error = 'throw new InvalidOperationException("boom");'

    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"ψ and 🧠"', "result": "ψ and 🧠"},
        {"code": "6 * 7 - 1", "result": "41"},
        {"code": "6 * 7 + 1", "result": "43"},
    ]
    code_display_data = [
        {"code": 'display("shown");', "mime": "text/plain"},
        {"code": 'display(HTML("<b>shown</b>"));', "mime": "text/html"},
    ]

    code_history_pattern = "6 [*] 7"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Console.WriteLine"
    code_clear_output = "ClearOutput();"

    def run_asking(self, code, answers):
        """Runs a cell that asks for input; gives back the prompts, the reply and the outputs."""
        self.flush_channels()
        msg_id = self.kc.execute(code, allow_stdin=True)
        prompts = []
        for answer in answers:
            prompts.append(self.next_question(msg_id))
            self.kc.input(answer)
        reply = self.get_non_kernel_info_reply(timeout=TIMEOUT)
        validate_message(reply, "execute_reply", msg_id)
        return prompts, reply, self.outputs(msg_id)

    def next_question(self, msg_id):
        while True:
            request = self.kc.get_stdin_msg(timeout=TIMEOUT)
            if request["parent_header"]["msg_id"] == msg_id:  # not that of a cell that was interrupted while it asked
                break
        # Not validated: the suite's schema wants a number for "password", which the protocol says is a boolean.
        self.assertEqual(request["msg_type"], "input_request")
        return request["content"]["prompt"], request["content"]["password"]

    def outputs(self, msg_id):
        messages = []
        while True:
            message = self.kc.get_iopub_msg(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") != msg_id:
                continue
            validate_message(message, message["msg_type"])
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return messages
            messages.append(message)

    def test_stdin(self):
        prompts, reply, outputs = self.run_asking('var line = Console.ReadLine();\nline + "!"', ["ψ"])
        self.assertEqual(len(prompts), 1)
        self.assertFalse(prompts[0][1])
        self.assertEqual(reply["content"]["status"], "ok")
        self.assertEqual(outputs[-1]["content"]["data"]["text/plain"], "ψ!")

    def test_stdin_refused(self):
        self.flush_channels()
        self.kc.execute("Console.ReadLine()", allow_stdin=False)
        reply = self.get_non_kernel_info_reply(timeout=TIMEOUT)
        self.assertEqual(reply["content"]["status"], "error")
        self.assertIn("input", reply["content"]["evalue"])

    def test_interrupt(self):
        for code in (
            "while (true) { }",
            "Thread.Sleep(60_000);",
            "await Task.Delay(60_000);",
            'while (true) Console.WriteLine("flood");',
            "Console.ReadLine()",
        ):
            with self.subTest(code=code):
                self.flush_channels()
                msg_id = self.kc.execute('Console.WriteLine("started");\n' + code, allow_stdin=True)
                while self.kc.get_iopub_msg(timeout=TIMEOUT)["msg_type"] != "stream":
                    pass
                self.km.interrupt_kernel()
                reply = self.get_non_kernel_info_reply(timeout=TIMEOUT)
                validate_message(reply, "execute_reply", msg_id)
                self.assertEqual(reply["content"]["status"], "error")
                self.assertIn("nterrupt", reply["content"]["ename"])
                self.outputs(msg_id)
                reply, outputs = self.execute_helper("1 + 1")
                self.assertEqual(reply["content"]["status"], "ok")

    def test_text_appears_while_the_cell_runs(self):
        self.flush_channels()
        msg_id = self.kc.execute('Console.WriteLine("first");\nConsole.ReadLine();')
        message = self.kc.get_iopub_msg(timeout=TIMEOUT)
        while message["msg_type"] != "stream":
            message = self.kc.get_iopub_msg(timeout=TIMEOUT)
        self.assertEqual(message["content"]["text"], "first\n")
        self.next_question(msg_id)
        self.kc.input("")
        self.get_non_kernel_info_reply(timeout=TIMEOUT)
        self.outputs(msg_id)

    def test_traceback_points_at_the_line(self):
        self.flush_channels()
        reply, outputs = self.execute_helper('var a = 1;\nthrow new InvalidOperationException("boom");')
        self.assertIn("boom", reply["content"]["evalue"])
        self.assertRegex("\n".join(reply["content"]["traceback"]), r"line 2")

    def test_update_display(self):
        self.flush_channels()
        msg_id = self.kc.execute('var shown = display("before");\nshown.Update("after");')
        self.assertEqual(self.get_non_kernel_info_reply(timeout=TIMEOUT)["content"]["status"], "ok")
        outputs = {message["msg_type"]: message["content"] for message in self.outputs(msg_id)}
        self.assertEqual(outputs["update_display_data"]["data"]["text/plain"], "after")
        self.assertEqual(
            outputs["update_display_data"]["transient"]["display_id"],
            outputs["display_data"]["transient"]["display_id"],
        )

    def test_completion_metadata(self):
        self.flush_channels()
        msg_id = self.kc.complete("Math.Sqr")
        reply = self.get_non_kernel_info_reply(timeout=TIMEOUT)
        validate_message(reply, "complete_reply", msg_id)
        content = reply["content"]
        self.assertEqual((content["cursor_start"], content["cursor_end"]), (5, 8))
        detail = content["metadata"]["_jupyter_types_experimental"][0]
        self.assertEqual((detail["text"], detail["type"]), ("Sqrt", "method"))
        self.assertIn("square root", detail["documentation"])


if __name__ == "__main__":
    unittest.main()
