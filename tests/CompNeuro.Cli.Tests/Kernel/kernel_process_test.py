"""What happens to the kernel's process: signals, a dead front end, cells that end or crash it."""
import os
import signal
import subprocess
import sys
import time
import unittest

from jupyter_client.manager import KernelManager

TIMEOUT = 120  # how long to wait for what must happen; no claim about speed


class KernelProcessTests(unittest.TestCase):
    def setUp(self):
        self.km = KernelManager(kernel_name="compneuro")
        self.start()

    def start(self):
        self.km.start_kernel()
        self.kc = self.km.client()
        self.kc.start_channels()
        self.kc.wait_for_ready(timeout=TIMEOUT)

    def tearDown(self):
        self.kc.stop_channels()
        self.km.shutdown_kernel(now=True)

    def reply(self, msg_id):
        """The reply to one request; those to earlier ones may still wait in front of it."""
        while True:
            reply = self.kc.get_shell_msg(timeout=TIMEOUT)
            if reply["parent_header"].get("msg_id") == msg_id:
                return reply

    def execute(self, code):
        """Gives back the reply (None when the kernel died first) and the published messages."""
        msg_id = self.kc.execute(code)
        messages = []
        deadline = time.monotonic() + TIMEOUT
        while time.monotonic() < deadline:
            try:
                message = self.kc.get_iopub_msg(timeout=0.5)
            except Exception:
                if not self.km.is_alive():
                    return None, messages
                continue
            if message["parent_header"].get("msg_id") == msg_id:
                messages.append(message)
                if message["content"].get("execution_state") == "idle":
                    return self.reply(msg_id), messages
        self.fail(f"No answer to {code}")

    def wait_until_dead(self, process_id=None):
        deadline = time.monotonic() + TIMEOUT
        while time.monotonic() < deadline:
            if process_id is None and not self.km.is_alive():
                return
            if process_id is not None and not os.path.exists(f"/proc/{process_id}"):
                return
            time.sleep(0.05)
        self.fail("The kernel is still there.")

    def test_sigint_interrupts(self):
        msg_id = self.kc.execute('Console.WriteLine("started");\nwhile (true) { }')
        while self.kc.get_iopub_msg(timeout=TIMEOUT)["msg_type"] != "stream":
            pass
        os.kill(self.km.provisioner.pid, signal.SIGINT)
        reply = self.reply(msg_id)
        self.assertEqual(reply["content"]["status"], "error")
        self.assertTrue(self.km.is_alive())

    def test_sigint_between_cells_does_nothing(self):
        os.kill(self.km.provisioner.pid, signal.SIGINT)
        time.sleep(3)  # longer than command-line libraries wait before they end the process
        self.assertEqual(self.execute("1 + 1")[0]["content"]["status"], "ok")

    def test_sigterm_ends_the_process_cleanly(self):
        self.execute("1 + 1")
        process = self.km.provisioner.process
        os.kill(process.pid, signal.SIGTERM)
        self.assertEqual(process.wait(timeout=TIMEOUT), 0)

    def test_shutdown_ends_the_process_cleanly(self):
        self.execute("1 + 1")
        process = self.km.provisioner.process
        self.kc.shutdown()
        self.assertEqual(process.wait(timeout=TIMEOUT), 0)

    def test_shutdown_while_a_cell_runs(self):
        self.kc.execute('Console.WriteLine("started");\nwhile (true) { }')
        while self.kc.get_iopub_msg(timeout=TIMEOUT)["msg_type"] != "stream":
            pass
        process = self.km.provisioner.process
        self.kc.shutdown()
        self.assertEqual(process.wait(timeout=TIMEOUT), 0)

    def test_restart_forgets(self):
        self.execute("var x = 1;")
        self.km.restart_kernel()
        self.kc.wait_for_ready(timeout=TIMEOUT)
        self.assertEqual(self.execute("x")[0]["content"]["status"], "error")

    def test_a_cell_that_exits_says_so(self):
        reply, messages = self.execute('Console.WriteLine("before");\nEnvironment.Exit(3);')
        self.assertEqual(reply["content"]["status"], "error")
        self.assertIn("exit code 3", reply["content"]["evalue"])
        self.assertIn("before\n", [message["content"].get("text") for message in messages])
        self.assertIn("error", [message["msg_type"] for message in messages])
        self.wait_until_dead()

    def test_a_crash_is_told_by_the_next_kernel(self):
        reply, _ = self.execute('Environment.FailFast("told on standard error");')
        self.assertIsNone(reply)
        self.km.restart_kernel(now=True)
        self.kc.wait_for_ready(timeout=TIMEOUT)
        reply, messages = self.execute("1 + 1")
        self.assertEqual(reply["content"]["status"], "ok")
        texts = [message["content"]["text"] for message in messages if message["msg_type"] == "stream"]
        self.assertEqual(len(texts), 1)
        self.assertIn("ended abruptly while it ran cell 1: Environment.FailFast", texts[0])
        self.assertEqual([m for m in self.execute("2")[1] if m["msg_type"] == "stream"], [])

    def test_endless_recursion_is_an_error_of_the_cell(self):
        reply, _ = self.execute("int F(int n) => F(n + 1) + 1;\nF(0)")
        self.assertEqual(reply["content"]["status"], "error")
        self.assertEqual(self.execute("1 + 1")[0]["content"]["status"], "ok")

    def test_a_gigabyte_of_text_is_cut(self):
        reply, messages = self.execute("var line = new string('x', 1000);\nfor (var i = 0; i < 1_000_000; i++) Console.WriteLine(line);")
        self.assertEqual(reply["content"]["status"], "ok")
        text = "".join(m["content"]["text"] for m in messages if m["msg_type"] == "stream" and m["content"]["name"] == "stdout")
        self.assertLess(len(text), 5_000_000)
        notices = [m["content"]["text"] for m in messages if m["msg_type"] == "stream" and m["content"]["name"] == "stderr"]
        self.assertEqual(len(notices), 1)
        self.assertIn("characters", notices[0])

    def test_a_cell_that_cannot_be_stopped_ends_the_kernel_with_a_word(self):
        msg_id = self.kc.execute('try { throw new Exception(); } catch { Console.WriteLine("started"); while (true) { } }')
        while self.kc.get_iopub_msg(timeout=TIMEOUT)["msg_type"] != "stream":
            pass
        self.km.interrupt_kernel()
        reply = self.reply(msg_id)
        self.assertIn("did not stop", reply["content"]["evalue"])
        self.wait_until_dead()

    def test_the_kernel_does_not_outlive_its_front_end(self):
        script = (
            "import os, sys; from jupyter_client.manager import start_new_kernel;"
            "km, kc = start_new_kernel(kernel_name='compneuro', startup_timeout=120);"
            "kc.execute('while (true) { }');"
            "print(km.provisioner.pid, flush=True); sys.stdin.read(); os._exit(1)"
        )
        with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as front_end:
            process_id = int(front_end.stdout.readline())
            self.assertTrue(os.path.exists(f"/proc/{process_id}"))
            front_end.kill()
        self.wait_until_dead(process_id)


if __name__ == "__main__":
    unittest.main()
