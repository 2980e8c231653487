// The server's stream of changes; it reconnects for as long as the page is open.

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 5000;

/** `onChange` gets each event; `onConnected` hears true or false whenever that changes. */
export function listen(onChange, onConnected) {
  let pause = FIRST_PAUSE;

  function open() {
    const source = new EventSource("/page/stream");
    source.onmessage = ({ data }) => {
      pause = FIRST_PAUSE;
      onConnected(true);
      onChange(JSON.parse(data));
    };
    source.onerror = () => {
      // The browser's own retry gives up on some errors, so each stream is used only once.
      source.close();
      onConnected(false);
      setTimeout(open, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    };
  }

  open();
}
